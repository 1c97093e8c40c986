import assert from 'node:assert/strict';
import { parseLogLine } from '../../../src/disk/log-line.ts';
import { recognizeLogLine } from '../../../src/schema/log-lines.ts';

const json =
	'{"level":"warn","ts":"2026-08-20T12:00:00.500000Z","caller":"wal/wal.go:846","msg":"slow fdatasync","took":"1.2s"}';
const time = Date.parse('2026-08-20T12:00:00.500Z');

describe('a line of a log', () => {
	it('is the same whatever wraps it', () => {
		const wrapped = [
			json,
			`2026-08-20T12:00:00.600000000Z stderr F ${json}`,
			JSON.stringify({ log: `${json}\n`, stream: 'stderr', time: '2026-08-20T12:00:00.6Z' }),
			JSON.stringify({ MESSAGE: json, __REALTIME_TIMESTAMP: '1' }),
			`Aug 20 12:00:00 cp-1 etcd[123]: ${json}`,
		];
		for (const text of wrapped) {
			const line = parseLogLine(text);
			assert.deepEqual(
				[line?.level, line?.time, line?.msg, line?.fields['took']],
				['warn', time, 'slow fdatasync', '1.2s'],
			);
		}
	});

	it('is read in the form for consoles', () => {
		const line = parseLogLine('2026-08-20T12:00:00.500Z\twarn\traft\trafthttp/peer.go:1\tlost it\t{"took": "5ms"}');
		assert.deepEqual([line?.level, line?.time, line?.msg, line?.fields], ['warn', time, 'lost it', { took: '5ms' }]);
		const offset = parseLogLine('2026-08-20T14:00:00.500+0200\tinfo\tembed/etcd.go:2\tready');
		assert.deepEqual([offset?.time, offset?.msg, offset?.fields], [time, 'ready', {}]);
	});

	it('of the console has its time though a journal wraps it', () => {
		const line = parseLogLine(
			'Aug 20 12:00:00 cp-1 etcd[9]: 2026-08-20T12:00:00.500Z\twarn\ta.go:1\tslow\t{"took":"5ms"}',
		);
		assert.deepEqual([line?.level, line?.time, line?.msg, line?.fields], ['warn', time, 'slow', { took: '5ms' }]);
	});

	it('of another part of Kubernetes is one where it tells of etcd', () => {
		const text = 'E0820 12:00:00.500000       1 status.go:71] "Unhandled" err="etcdserver: request timed out"';
		const line = parseLogLine(text);
		assert.deepEqual([line?.level, line?.time], ['error', undefined]);
		assert.equal(recognizeLogLine(line?.msg ?? '')?.topic, 'no-leader');
		assert.equal(parseLogLine(`2026-08-20T12:00:00.5Z stderr F ${text}`)?.time, time);
		assert.equal(parseLogLine('I0820 12:00:00.500000       1 server.go:1] "Started" kubelet'), undefined);
	});

	it('is read in the forms of etcd 3.4', () => {
		const old = parseLogLine('2026-08-20 12:00:00.500000 W | rafthttp: lost the TCP streaming connection with peer ab');
		assert.deepEqual(
			[old?.level, old?.time, old?.msg],
			['warn', time, 'lost the TCP streaming connection with peer ab'],
		);
		const raft = parseLogLine('raft2026/08/20 12:00:00 INFO: ab became leader at term 2');
		assert.deepEqual([raft?.level, raft?.time, raft?.msg], ['info', time - 500, 'ab became leader at term 2']);
	});

	it('takes seconds since 1970, and the last words of a process that dies', () => {
		assert.equal(parseLogLine('{"level":"info","ts":1.5,"msg":"x"}')?.time, 1500);
		assert.equal(parseLogLine('panic: removed all voters')?.level, 'panic');
	});

	it('is known by its beginning when it was cut off', () => {
		const line = parseLogLine(json.slice(0, -10));
		assert.deepEqual([line?.level, line?.time, line?.msg], ['warn', time, 'slow fdatasync']);
	});

	it('is none when it is something else', () => {
		for (const text of [
			'',
			'hello',
			'{"a":1}',
			'{"level":"nice","msg":"x"}',
			'\tat foo.go:12',
			'{"log":"{\\"log\\":\\"\\"}"}',
		]) {
			assert.equal(parseLogLine(text), undefined, text);
		}
	});
});
