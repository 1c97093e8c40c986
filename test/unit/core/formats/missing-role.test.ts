import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import type { Report } from '../../../../src/core/diagnose.ts';
import { formats } from '../../../../src/core/report/index.ts';

const report: Report = {
	takenAt: 0,
	cluster: { id: '', name: 'prod' },
	members: [],
	verdicts: [
		{ check: 'kubernetes/node-not-ready', verdict: { kind: 'unknown', missing: ['nodes'], reason: 'denied' } },
	],
	notes: [],
	refused: { user: 'jane', permissions: { nodes: { verbs: ['list'], group: '', resource: 'nodes' } } },
};
const print = (format: 'text' | 'json' | 'markdown') => formats[format]({ report, facts: {}, checks: [] }, '1');

/** The kinds of the documents of a role. */
function kindsIn(role: string): unknown[] {
	return parseAllDocuments(role).map(document => document.toJS().kind);
}

describe('A report of a run that was refused something', () => {
	const both = ['ClusterRole', 'ClusterRoleBinding'];

	it('has the role in text before the members, of whom nothing is said where none are known', () => {
		const [, role = '', rest] = /allow what was missing with this:\n\n([^]*?)\n\n(.*)\n$/.exec(print('text')) ?? [];
		assert.deepEqual(kindsIn(role), both);
		assert.match(rest ?? '', /^1 check: /);
	});

	it('has it in Markdown as a block, and in JSON as a field', () => {
		assert.deepEqual(kindsIn(/```yaml\n([^]*?)```/.exec(print('markdown'))?.[1] ?? ''), both);
		assert.deepEqual(kindsIn(JSON.parse(print('json')).missingRole), both);
	});
});
