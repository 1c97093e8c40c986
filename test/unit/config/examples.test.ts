import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configExamples, filesOfExample, type Example } from '../../../scripts/examples.ts';
import { lintFiles } from '../../../src/app/lint-files.ts';
import { configChecks } from '../../../src/checks/config/index.ts';
import { findingsOf, type Report } from '../../../src/core/diagnose.ts';
import { options } from './lint-of.ts';

const examples = configExamples();

describe('examples of rules about files', () => {
	const page = readFileSync(new URL('../../../docs/checks.md', import.meta.url), 'utf8').split(/^## /m);

	it('are there for each rule, and for nothing else', () => {
		assert.deepEqual(
			[...examples.keys()].map(name => `config/${name}`).sort(),
			configChecks.map(({ id }) => id).sort(),
		);
	});

	for (const [name, example] of examples) {
		const id = `config/${name}`;

		it(`${id} alone speaks of what is bad, and passes what is good`, async () => {
			const bad = await judged(example.bad, example, `workspaces/${name}`);
			assert.deepEqual([...new Set(findingsOf(bad).map(({ check }) => check))], [id]);
			const good = await judged(example.good, example, 'workspaces-silent/cluster');
			assert.deepEqual(findingsOf(good), []);
			assert.equal(good.verdicts.find(({ check }) => check === id)?.verdict.kind, 'passed');
		});

		it(`${id} shows both on its page, and they are short`, () => {
			const section = page.find(text => text.startsWith(`${id}\n`)) ?? '';
			for (const text of [example.bad, example.good]) {
				assert.ok(section.includes(`\`\`\`${example.language}\n${text.trimEnd()}\n\`\`\``), section);
				assert.ok(text.trimEnd().split('\n').length <= 20, text);
			}
		});
	}
});

/** As if the files lay in that folder of fixtures, beside its certificates, on a day when those of good ones are of age. */
async function judged(text: string, { name }: Example, folder: string): Promise<Report> {
	const root = fileURLToPath(new URL(`../../fixtures/${folder}/`, import.meta.url));
	const files = filesOfExample(text, name).map(file => ({ ...file, path: `${root}${file.path}` }));
	const now = Date.parse('2027-06-01T00:00:00Z');
	return (await lintFiles(files, [root], { ...options, now }, [], new AbortController().signal)).report;
}
