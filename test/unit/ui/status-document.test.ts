import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { statusDocumentOf } from '../../../src/ui/documents/status-document.ts';
import { each, endpoints, ids, silent } from '../../support/facts.ts';
import { runOf } from './run-of.ts';

describe('The generated status of a cluster', () => {
	const run = runOf({
		key: 'prod: "a"',
		facts: { alarms: each(() => [{ memberId: ids[1] ?? '', alarm: 'NOSPACE' as const }]) },
	});

	it('is YAML whatever the names are, and has every member with its alarms', () => {
		const { cluster, members } = parse(statusDocumentOf(run).text);
		assert.equal(cluster, 'prod: "a"');
		assert.deepEqual(
			members.map((member: { id: string; alarms?: string }) => [member.id, member.alarms ?? '']),
			ids.map((id, index) => [id, index === 1 ? 'NOSPACE' : '']),
		);
	});

	it('tells the line of a member, by id and by endpoint, and that of the cluster for the rest', () => {
		const { text, lineOf } = statusDocumentOf(run);
		const lines = text.split('\n');
		const endpoint = endpoints[2] ?? '';
		const byId = lineOf({ kind: 'member', id: ids[2] ?? '', endpoint: 'elsewhere' });
		assert.equal(byId, lineOf({ kind: 'member', endpoint }));
		assert.match(lines[byId] ?? '', /- name:/);
		assert.match(lines[byId + 2] ?? '', new RegExp(endpoint));
		assert.match(lines[lineOf({ kind: 'cluster' })] ?? '', /^cluster:/);
		assert.match(lines[lineOf({ kind: 'member', endpoint: 'http://unknown' })] ?? '', /^cluster:/);
	});

	it('says of a silent member that it did not answer', () => {
		const facts = { statuses: [silent(0, 'deadline')], memberLists: [silent(0, 'deadline')] };
		assert.match(statusDocumentOf(runOf({ key: 'x', facts })).text, /state: "no answer: /);
	});
});
