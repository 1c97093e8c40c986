import assert from 'node:assert/strict';
import { logChecks } from '../../../src/checks/log/index.ts';
import { idOfLogLine, logLines, recognizeLogLine } from '../../../src/schema/log-lines.ts';

/** What etcd 3.4 to 3.7 logged word by word, where the table has a pattern. */
const logged: readonly (readonly [topic: string, msg: string])[] = [
	['leader-changes', '8e9e05c52164694d became leader at term 5'],
	['leader-changes', '8e9e05c52164694d became pre-candidate at term 5'],
	['leader-changes', 'raft.node: 8e9e05c52164694d changed leader from 91bc3c398fb3c146 to fd422379fda50e48 at term 3'],
	['no-leader', 'raft.node: 8e9e05c52164694d lost leader 91bc3c398fb3c146 at term 3'],
	['no-leader', '8e9e05c52164694d is starting a new election at term 9'],
	['no-leader', '8e9e05c52164694d no leader at term 4; dropping proposal'],
	['raft-broken', 'tocommit(11) is out of range [lastIndex(5)]. Was the raft log corrupted, truncated, or lost?'],
	['slow-requests', 'trace[1234567] range'],
	[
		'slow-requests',
		'read-only range request "key:\\"a\\" " with result "range_response_count:0 size:5" took too long (112.4ms) to execute',
	],
	['slow-disk', 'failed to send out heartbeat on time (exceeded the 100ms timeout for 20ms, to 91bc3c398fb3c146)'],
	['network-overloaded', 'dropped internal Raft message since sending buffer is full (overloaded network)'],
	['network-overloaded', 'dropped Raft message since receiving buffer is full (overloaded network)'],
	['versions-incompatible', 'cluster version of remote member is not compatible; too high'],
	['start-refused', 'member 8e9e05c52164694d has already been bootstrapped'],
	['start-refused', '--election-timeout[100ms] should be at least as 5 times as --heartbeat-interval[100ms]'],
	['start-refused', 'listen tcp 127.0.0.1:2379: bind: address already in use'],
	[
		'reconfiguration-refused',
		'rejecting member remove; local member has not been connected to all peers, reconfigure breaks active quorum',
	],
	['snapshot-damaged', 'database file (/var/lib/etcd/member/snap/db) does not match with snapshot (index 12)'],
	['wal-damaged', 'walpb: crc mismatch: expected: 1 computed: 2'],
	[
		'exposed',
		'directory "/var/lib/etcd" exist, but the permission is "drwxr-xr-x". The recommended permission is "-rwx------"',
	],
	['flags-deprecated', '--experimental-initial-corrupt-check is deprecated, and will be decommissioned in v3.7.'],
];

describe('the table of log lines', () => {
	it('has a check for each topic but the ordinary, and a line for each check', () => {
		const topics = new Set(logLines.map(({ topic }) => topic).filter(topic => topic !== 'normal'));
		const others = ['other-errors', 'compaction-hashes-differ'];
		const ids = logChecks.map(({ id }) => id.replace('log/', '')).filter(id => !others.includes(id));
		assert.deepEqual([...topics].sort(), ids.sort());
	});

	it('names each line once', () => {
		const ids = logLines.map(idOfLogLine);
		assert.deepEqual(
			ids.filter((id, at) => ids.indexOf(id) !== at),
			[],
		);
	});

	it('knows a text by itself', () => {
		for (const row of logLines.filter(({ msg }) => typeof msg === 'string')) {
			assert.equal(recognizeLogLine(String(row.msg)), row);
		}
	});

	for (const [topic, msg] of logged) {
		it(`knows ${msg.slice(0, 60)}`, () => assert.equal(recognizeLogLine(msg)?.topic, topic));
	}

	it('looks for what a server answered only where a client told it', () => {
		assert.equal(recognizeLogLine('x', 'rpc error: desc = etcdserver: request timed out')?.topic, 'no-leader');
		assert.equal(recognizeLogLine('x', 'became leader at term 4'), undefined);
	});

	it('is quick with a message that matches nothing, however long', () => {
		const since = performance.now();
		recognizeLogLine('a '.repeat(500_000), 'took too long ('.repeat(100_000));
		assert.ok(performance.now() - since < 200);
	});
});
