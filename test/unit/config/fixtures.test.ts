import assert from 'node:assert/strict';
import { configChecks } from '../../../src/checks/config/index.ts';
import { marksOf } from '../manifest/marks.ts';
import { findingsOf } from '../../../src/core/diagnose.ts';
import { findings, fixturesOf, lintText, lintWorkspace, workspacesOf } from './lint-of.ts';

const speaking = fixturesOf('config');
const silent = fixturesOf('config-silent');

/** Both ways: what a fixture marks is found there, and whatever is found in it is marked. */
describe('fixtures of files', () => {
	for (const [name, text] of speaking) {
		it(`${name} is judged as it is marked`, () => {
			const found = findings(text).map(({ severity, check, location }) => {
				assert.ok(location, check);
				assert.equal(location.line, location.endLine, `${check} marks a block`);
				return `${location.line}:${location.column}-${location.endColumn} ${severity} ${check}`;
			});
			assert.deepEqual(found.sort(), marksIn(text).sort());
		});
	}

	for (const [name, text] of silent) {
		it(`nothing is found in ${name}`, () => {
			assert.deepEqual(findings(text), []);
		});
	}

	for (const name of workspacesOf('workspaces')) {
		it(`the files of ${name} are judged together as they are marked`, async () => {
			const { files, report } = await lintWorkspace('workspaces', name);
			const found = findingsOf(report).map(({ severity, check, location }) => {
				assert.ok(location, check);
				return `${location.file}:${location.line}:${location.column}-${location.endColumn} ${severity} ${check}`;
			});
			const marked = files.flatMap(({ path, text }) => marksIn(text).map(mark => `${path}:${mark}`));
			assert.deepEqual(found.sort(), marked.sort());
		});
	}

	for (const name of workspacesOf('workspaces-silent')) {
		it(`nothing is found in the files of ${name}`, async () => {
			assert.deepEqual(findingsOf((await lintWorkspace('workspaces-silent', name)).report), []);
		});
	}

	it('let each rule speak and be silent', async () => {
		const together = await Promise.all(
			workspacesOf('workspaces-silent').map(name => lintWorkspace('workspaces-silent', name)),
		);
		const reports = [...[...silent.values()].map(text => lintText(text).report), ...together.map(run => run.report)];
		const passed = new Set(
			reports.flatMap(({ verdicts }) =>
				verdicts.filter(({ verdict }) => verdict.kind === 'passed').map(({ check }) => check),
			),
		);
		const spoken = await Promise.all(
			workspacesOf('workspaces').map(async name => {
				const { files } = await lintWorkspace('workspaces', name);
				return [`${name}.`, files.map(({ text }) => text).join('\n')] as const;
			}),
		);
		for (const { id } of configChecks) {
			const name = id.replace('config/', '');
			const own = [...speaking, ...spoken].filter(([file]) => file.startsWith(`${name}.`));
			assert.ok(
				own.some(([, text]) => text.includes(` ${id}`)),
				`${id} does not speak`,
			);
			assert.ok(passed.has(id), `${id} has nothing to be silent on`);
		}
	});
});

/** `line:column-endColumn severity id` for each mark. */
function marksIn(text: string): string[] {
	return marksOf(text).map(({ component, what, start, end }) => {
		const before = text.slice(0, start).split('\n');
		const column = (before.at(-1)?.length ?? 0) + 1;
		return `${before.length}:${column}-${column + end - start} ${component} ${what}`;
	});
}
