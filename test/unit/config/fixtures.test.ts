import assert from 'node:assert/strict';
import { configChecks } from '../../../src/checks/config/index.ts';
import { marksOf } from '../manifest/marks.ts';
import { findings, fixturesOf, lintText } from './lint-of.ts';

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
			const marked = marksOf(text).map(({ component, what, start, end }) => {
				const before = text.slice(0, start).split('\n');
				const column = (before.at(-1)?.length ?? 0) + 1;
				return `${before.length}:${column}-${column + end - start} ${component} ${what}`;
			});
			assert.deepEqual(found.sort(), marked.sort());
		});
	}

	for (const [name, text] of silent) {
		it(`nothing is found in ${name}`, () => {
			assert.deepEqual(findings(text), []);
		});
	}

	it('let each rule speak and be silent', () => {
		const passed = new Set(
			[...silent.values()].flatMap(text =>
				lintText(text)
					.report.verdicts.filter(({ verdict }) => verdict.kind === 'passed')
					.map(({ check }) => check),
			),
		);
		for (const { id } of configChecks) {
			const name = id.replace('config/', '');
			const own = [...speaking].filter(([file]) => file.startsWith(`${name}.`));
			assert.ok(
				own.some(([, text]) => text.includes(` ${id}`)),
				`${id} does not speak`,
			);
			assert.ok(passed.has(id), `${id} has nothing to be silent on`);
		}
	});
});
