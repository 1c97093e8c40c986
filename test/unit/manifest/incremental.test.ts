import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFile, type ParsedFile } from '../../../src/manifest/index.ts';
import { fixturesOf } from '../config/lint-of.ts';

const texts = [
	...fixturesOf('config').values(),
	...fixturesOf('config-silent').values(),
	...fixturesOf('manifests').values(),
];
const insertions = ['x', '\n', '---\n', '\n---\n', '# c\n', '"', '{', '...\n', '%YAML 1.2\n', '\r\n---\r\n', 'a: b\n'];

const edited = fc
	.tuple(
		fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }),
		fc.double({ min: 0, max: 1, noNaN: true }),
		fc.constantFrom(...insertions),
		fc.nat(30),
	)
	.map(([parts, at, insert, remove]) => {
		const before = parts.join('\n---\n');
		const offset = Math.floor(at * before.length);
		return { before, after: before.slice(0, offset) + insert + before.slice(offset + remove) };
	});

/** All that is known of a file, places included. */
function all({ configs, descriptions, problems, documents }: ParsedFile) {
	const places = documents.map(document => [
		document.id,
		document.syntax,
		...[['kind'], ['apiVersion'], ['metadata', 'name'], ['etcd', 'local']].map(path => document.find(path, 'value')),
	]);
	return { configs, descriptions, problems, places };
}

describe('a file that is parsed again after an edit', () => {
	it('is understood as if it were new', () => {
		fc.assert(
			fc.property(edited, ({ before, after }) => {
				const former = parseFile({ path: 'f.yaml', text: before });
				const again = parseFile({ path: 'f.yaml', text: after }, former);
				assert.deepEqual(all(again), all(parseFile({ path: 'f.yaml', text: after })));
				assert.deepEqual(
					all(parseFile({ path: 'f.yaml', text: before }, again)),
					all(parseFile({ path: 'f.yaml', text: before })),
				);
			}),
			{ numRuns: 150, seed: 3 },
		);
	}).timeout(60_000);

	it('keeps what was made of the documents that did not change', () => {
		const files = [...fixturesOf('config-silent')].filter(([name]) => /^kubeadm-(?!placeholders)/.test(name));
		const text = files.map(([, text]) => text).join('\n---\n');
		const former = parseFile({ path: 'f.yaml', text });
		const again = parseFile({ path: 'f.yaml', text: text.replace('clusterName: ', 'clusterName: x') }, former);
		const written = again.configs.filter(({ kind }) => kind !== 'empty');
		const kept = written.filter(config => former.configs.includes(config));
		assert.ok(text.includes('clusterName: ') && written.length > 3);
		assert.equal(kept.length, written.length - 1);
	});
});
