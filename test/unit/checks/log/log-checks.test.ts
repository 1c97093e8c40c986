import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { newLogTally } from '../../../../src/app/inspect/log-of.ts';
import { logChecks } from '../../../../src/checks/log/index.ts';
import { defaultSettings } from '../../../../src/core/check.ts';
import { diagnose, findingsOf } from '../../../../src/core/diagnose.ts';
import type { LogDigest } from '../../../../src/core/log-facts.ts';
import { idOfLogLine, logLines } from '../../../../src/schema/log-lines.ts';
import { now } from '../../../support/facts.ts';

const line = (msg: string, more: object = {}, level = 'warn') =>
	JSON.stringify({ level, ts: '2026-08-20T12:00:00Z', msg, ...more });

function digestOf(document: string, ...lines: readonly string[]): LogDigest {
	const tally = newLogTally();
	lines.forEach(each => tally.add(each));
	return tally.digest(document);
}

const judge = (...logs: readonly LogDigest[]) =>
	diagnose(logChecks, { facts: { now, logs }, gaps: {} }, defaultSettings, { name: '', takenAt: now });
const verdictOf = (id: string, ...logs: readonly LogDigest[]) =>
	judge(...logs).verdicts.find(({ check }) => check === id)?.verdict;

const sound = digestOf('sound.log', line('ready to serve client requests', {}, 'info'));

describe('the checks of logs', () => {
	it('are each file of their folder once, with a title and a remedy', () => {
		const files = readdirSync(new URL('../../../../src/checks/log/', import.meta.url)).filter(
			name => name !== 'index.ts',
		);
		assert.deepEqual(logChecks.map(({ id }) => `${id.replace('log/', '')}.ts`).sort(), files.sort());
		for (const { id, title, remedy } of logChecks) {
			assert.match(title, /^\S.*[^.\s]$/, id);
			assert.match(remedy, /^\S.*\.$/, id);
		}
	});

	it('say nothing of a sound log', () => {
		assert.deepEqual(findingsOf(judge(sound)), []);
	});

	it('speak of each line of the table, with its severity', () => {
		for (const row of logLines.filter(({ topic }) => topic !== 'normal')) {
			const group = { line: idOfLogLine(row), count: row.often ?? 1, lineNumber: 7, details: [] };
			const [finding, ...more] = findingsOf(judge({ ...sound, groups: [group] }));
			assert.equal(more.length, 0);
			assert.equal(finding?.check, `log/${row.topic}`);
			assert.equal(finding?.severity, row.severity ?? logChecks.find(({ id }) => id === finding?.check)?.severity);
		}
	});

	it('tell how often, when, how long and who', () => {
		const lines = ['a', 'a', 'b'].map(to =>
			line('leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk', {
				to,
				'exceeded-duration': '2s',
			}),
		);
		const [finding] = findingsOf(judge(digestOf('x.log', ...lines)));
		assert.match(
			finding?.message ?? '',
			/^x\.log: “leader failed .*” 3 times, first in line 1; 2026-08-20T12:00:00.000Z; longest 2 s; to: a \(2\), b \(1\)\.$/,
		);
	});

	it('make a note of one election and warn of many', () => {
		const elections = (count: number) =>
			digestOf('x', ...Array.from({ length: count }, () => line('ab became leader at term 3')));
		assert.equal(findingsOf(judge(elections(1)))[0]?.severity, 'info');
		assert.equal(findingsOf(judge(elections(5)))[0]?.severity, 'warning');
	});

	it('know nothing of what is no log of etcd', () => {
		const { verdicts } = judge(digestOf('x', 'hello', 'world'));
		assert.ok(verdicts.every(({ verdict }) => verdict.kind === 'unknown' || verdict.kind === 'notApplicable'));
		assert.equal(verdictOf('log/slow-disk', digestOf('empty'))?.kind, 'unknown');
	});

	it('tell other errors', () => {
		const verdict = verdictOf('log/other-errors', digestOf('x', line('never seen', { error: 'why' }, 'error')));
		assert.match(verdict?.kind === 'failed' ? (verdict.findings[0]?.message ?? '') : '', /never seen.*error: why/);
	});

	it('compare what members logged at each compaction', () => {
		const log = (name: string, hash: number, revision = 10) =>
			digestOf(name, line('finished scheduled compaction', { 'compact-revision': revision, hash }, 'info'));
		const id = 'log/compaction-hashes-differ';
		assert.equal(verdictOf(id, log('a', 1), log('b', 1))?.kind, 'passed');
		assert.equal(verdictOf(id, log('a', 1), log('b', 2))?.kind, 'failed');
		assert.equal(verdictOf(id, log('a', 1), log('b', 2, 11))?.kind, 'unknown');
		assert.equal(verdictOf(id, log('a', 1))?.kind, 'notApplicable');
	});
});
