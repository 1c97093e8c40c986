import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fuzzRuns } from '../../support/fuzz-runs.ts';
import type { Anchor } from '../../../src/core/finding.ts';
import {
	isSuppressed,
	locate,
	locationOf,
	parseFiles,
	problemsOf,
	specsOf,
	type ManifestSet,
} from '../../../src/manifest/index.ts';
import { flag } from './sample.ts';

const folder = new URL('../../fixtures/manifests/', import.meta.url);
const fixtures = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8'));

/** What breaks YAML, and what other files are made of. */
const pieces = [
	'\n',
	'\r\n',
	'\t',
	' ',
	': ',
	'- ',
	'{',
	'}',
	'[',
	']',
	'"',
	"'",
	'|\n',
	'>-\n',
	'&a ',
	'*a',
	'<<: ',
	'#',
	'---\n',
	'\\',
	'\uFEFF',
	'𝔞',
	'{{ x }}',
	'--name',
	'=',
	'[Service]\n',
	'ETCD_NAME=x\n',
	'kind: List\nitems:\n',
	'\0',
];

interface Edit {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
	insert: fc.oneof(
		fc.constantFrom(...pieces),
		fc.string({ maxLength: 5 }),
		fc.constantFrom(...fixtures).map(text => text.slice(0, 300)),
	),
});

const mutated = fc
	.tuple(fc.constantFrom(...fixtures), fc.array(edit, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
	.map(([text, edits, lineEnd]) => edits.reduce(apply, text).replaceAll('\n', lineEnd));

function apply(text: string, { at, remove, insert }: Edit): string {
	const offset = Math.floor(at * text.length);
	return text.slice(0, offset) + insert + text.slice(offset + remove);
}

const anchors: readonly Anchor[] = [
	flag('quota-backend-bytes'),
	flag(['never-set', 'data-dir'], 'cp-1'),
	flag('name', 'cp-2'),
	{ kind: 'image', component: 'etcd' },
	{ kind: 'image', component: 'kube-scheduler', member: 'cp-1' },
	{ kind: 'field', document: 'f', path: ['spec', 'containers', 0, 'image'], part: 'value' },
	{ kind: 'field', document: 'f', path: ['Service', 'ExecStart'], part: 'key', occurrence: 0 },
	{ kind: 'field', document: 'f#2', path: [], part: 'key' },
];

/** Every place that any setting has, besides the anchors. */
function anchorsOf(set: ManifestSet): Anchor[] {
	return specsOf(set).flatMap(spec =>
		Object.keys(spec.flags).map(name => ({ ...flag(name), component: spec.component })),
	);
}

describe('files that are being edited', () => {
	it('never throw, and every place found lies in the text', () => {
		fc.assert(
			fc.property(mutated, text => {
				const set = parseFiles([{ path: 'f', text }]);
				// The net in `parseFile` is for bugs: nothing may fall into it.
				assert.ok(!problemsOf(set).some(problem => problem.kind === 'unreadable'));
				for (const anchor of [...anchors, ...anchorsOf(set)]) {
					const place = locate(anchor, set);
					if (place !== undefined) {
						assert.ok(0 <= place.start && place.start <= place.end && place.end <= text.length, JSON.stringify(place));
						const { line, column, endLine, endColumn } = locationOf(place, set);
						assert.ok(line >= 1 && column >= 1 && (endLine > line || (endLine === line && endColumn >= column)));
						isSuppressed('etcd/x', place, set);
					}
				}
			}),
			fuzzRuns(20_000),
		);
	}).timeout(120_000);

	it('keep the place on the flag while lines above it come and go', () => {
		const pod = fixtures.find(text => text.includes('--quota-backend-bytes=8589934592')) ?? '';
		fc.assert(
			fc.property(fc.array(fc.constantFrom('# a comment\n', '\n', '# é𝔞\r\n'), { maxLength: 20 }), lines => {
				const text = lines.join('') + pod;
				const place = locate(flag('quota-backend-bytes', 'cp-1'), parseFiles([{ path: 'f', text }]));
				assert.equal(place && text.slice(place.start, place.end), '"--quota-backend-bytes=8589934592"');
			}),
		);
	});
});
