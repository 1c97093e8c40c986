import assert from 'node:assert/strict';
import type { Report } from '../../../src/core/diagnose.ts';
import { toJson } from '../../../src/core/report/json.ts';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { subjectKey } from '../../../src/core/report/subject.ts';

const subject = {
	kind: 'object',
	apiVersion: 'apps/v1',
	kindName: 'Deployment',
	namespace: 'shop',
	name: 'web',
} as const;
const report: Report = {
	takenAt: 0,
	cluster: { id: '', name: 'prod' },
	members: [],
	verdicts: [
		{
			check: 'kubernetes/rollout-stuck',
			verdict: {
				kind: 'failed',
				findings: [{ check: 'kubernetes/rollout-stuck', message: 'stuck', severity: 'error', remedy: '', subject }],
			},
		},
	],
	notes: [],
};

describe('an object as the subject of a finding', () => {
	it('has a key of its group, kind, namespace and name', () => {
		assert.equal(subjectKey(subject), 'object Deployment.apps/shop/web');
		const node = { kind: 'object', apiVersion: 'v1', kindName: 'Node', name: 'cp-1' } as const;
		assert.equal(subjectKey(node), 'object Node/cp-1');
	});

	it('is named in reports', () => {
		assert.match(toJson(report, '0'), /"id": ?"Deployment\.apps\/shop\/web"/);
		assert.match(toMarkdown({ report, facts: {}, checks: [] }, '0'), /Deployment\.apps\/shop\/web/);
	});
});
