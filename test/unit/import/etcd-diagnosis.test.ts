import assert from 'node:assert/strict';
import { parseGoDuration } from '../../../src/adapters/import/go-duration.ts';
import { silenceInWords } from '../../../src/adapters/import/silence-in-words.ts';
import { importForeign } from '../../../src/app/import.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { now } from '../../support/facts.ts';

const options = { settings: defaultSettings, only: [] };
const endpoints = ['http://127.0.0.1:25010', 'http://127.0.0.1:25020', 'http://127.0.0.1:25030'];
const input = `"input": {"endpoints": ${JSON.stringify(endpoints)}, "command-timeout": 5000000000, "password": "hidden"}`;

function reads(...tooks: readonly string[]): string {
	return JSON.stringify(tooks.map((took, index) => ({ endpoint: endpoints[index], took })));
}

function reportOf(...results: readonly string[]) {
	const text = `{${input}, "results": [${results.join(',')}]}`;
	return importForeign([{ path: 'report.json', text, writtenAt: now }], options);
}

function verdictOf({ report }: ReturnType<typeof reportOf>, check: string) {
	return report.verdicts.find(each => each.check === check)?.verdict;
}

const members = `[{"ID":1825986935986799461,"name":"m3","peerURLs":["http://127.0.0.1:25031"],"clientURLs":["${endpoints[2]}"]},
	{"ID":9237358131641062086,"name":"m1","peerURLs":["http://127.0.0.1:25011"],"clientURLs":["${endpoints[0]}"]}]`;
const list = `{"header":{"cluster_id":6978162775592910690,"member_id":9237358131641062086,"raft_term":2},"members":${members}}`;
const status = `{"header":{"cluster_id":6978162775592910690,"member_id":9237358131641062086,"revision":1,"raft_term":2},
	"version":"3.6.14","dbSize":20480,"leader":11862010788099770703,"raftIndex":11,"raftTerm":2,"raftAppliedIndex":11,"dbSizeInUse":16384,"dbSizeQuota":16777216}`;

describe('a report of etcd-diagnosis', () => {
	/** What it writes when two of three members are gone: both reads "Successful". */
	const lost = reportOf(
		'{"name":"membershipChecker","reason":"context deadline exceeded"}',
		'{"name":"epStatusChecker","reason":"context deadline exceeded"}',
		`{"name":"serializableReadChecker","summary":"Successful","readResponses":${reads('1.504091ms', '5.001240389s', '5.000998746s')}}`,
		`{"name":"linearizableReadChecker","summary":"Successful","readResponses":${reads('5.001960701s', '5.000986192s', '5.002741521s')}}`,
		`{"name":"metricsChecker","summary":["Failed to get endpoint metrics from \\"${endpoints[1]}\\": http get failed: dial tcp 127.0.0.1:25020: connect: connection refused"],
			"epMetricsList":[{"endpoint":"${endpoints[0]}","took":"9ms","epMetrics":{"process_resident_memory_bytes":{"type":"GAUGE","samples":[{"metric":{"value":43741184}}]}}},{"endpoint":"${endpoints[1]}"}]}`,
	);

	it('does not make success of a read that took the whole time-out', () => {
		const stages = lost.collected.facts.linearizableReads?.map(reply =>
			'silence' in reply ? reply.silence.stage : 'answered',
		);
		assert.deepEqual(stages, ['deadline', 'deadline', 'deadline']);
		assert.notEqual(verdictOf(lost, 'etcd/quorum-lost')?.kind, 'passed');
		assert.notEqual(verdictOf(lost, 'etcd/read-fails')?.kind, 'passed');
	});

	it('does not make success of a quick read either, which its tool cannot tell from most errors', () => {
		const told = lost.collected.facts.serializableReads?.filter(reply => 'answer' in reply);
		assert.deepEqual(told, []);
		const quick = reportOf(
			`{"name":"linearizableReadChecker","summary":"Successful","readResponses":${reads('1ms', '1ms', '1ms')}}`,
		);
		assert.equal(quick.collected.facts.linearizableReads, undefined);
		assert.match(quick.collected.gaps.linearizableReads ?? '', /takes most errors for success/);
	});

	it('tells who refused a connection, where the statuses were lost', () => {
		const verdict = verdictOf(lost, 'etcd/member-unreachable');
		assert.ok(verdict?.kind === 'failed');
		assert.deepEqual(
			verdict.findings.map(({ subject }) => subject.kind === 'member' && subject.endpoint),
			[endpoints[1]],
		);
		assert.match(verdict.reason ?? '', /25010.*do not tell/);
	});

	it('passes nothing when all it holds is that it gave up', () => {
		const nothing = reportOf('{"name":"membershipChecker","reason":"context deadline exceeded"}');
		assert.deepEqual(
			nothing.report.verdicts.filter(({ verdict }) => verdict.kind === 'passed'),
			[],
		);
		assert.match(nothing.collected.gaps.memberLists ?? '', /gave up: context deadline exceeded/);
	});

	it('gives ids, sizes and lists as they were told', () => {
		const { facts } = reportOf(
			`{"name":"membershipChecker","summary":"Successful","memberList":${list}}`,
			`{"name":"epStatusChecker","summary":["Failed to get endpoint status from \\"${endpoints[2]}\\": x509: certificate has expired"],
				"epStatusList":[{"endpoint":"${endpoints[0]}","epStatus":${status}},{"endpoint":"${endpoints[2]}"}]}`,
		).collected;
		const [first, last] = facts.statuses ?? [];
		assert.ok(first && 'answer' in first && last && 'silence' in last);
		assert.equal(first.answer.memberId, BigInt('9237358131641062086').toString(16));
		assert.equal(first.answer.leaderId, BigInt('11862010788099770703').toString(16));
		assert.equal(first.answer.quotaBytes, 16777216);
		assert.equal(last.silence.stage, 'tls');
		assert.equal(last.memberName, 'm3');
		assert.equal(facts.memberLists?.length, 3);
	});

	it('takes a list that was found inconsistent for that of its own endpoint only', () => {
		const { facts } = reportOf(
			`{"name":"membershipChecker","summary":"Detected inconsistent member list between different members","allMemberLists":[${list},null,${list}]}`,
		).collected;
		assert.deepEqual(
			facts.memberLists?.map(reply => 'answer' in reply),
			[true, false, true],
		);
	});

	it('reads metrics in both forms', () => {
		const name = 'etcd_disk_wal_fsync_duration_seconds';
		const newer = `{"${name}":{"type":"HISTOGRAM","samples":[{"metric":{"count":9,"sum":0.5,"buckets":[{"le":0.001,"count":7},{"le":"Inf","count":9}]}}]}}`;
		const older = `{"${name}_bucket":["${name}_bucket{le=\\"0.001\\"} 7","${name}_bucket{le=\\"+Inf\\"} 9"],"etcd_network_peer_round_trip_time_seconds_bucket":null}`;
		const buckets = [newer, older].map(metrics => {
			const { facts } = reportOf(
				`{"name":"metricsChecker","summary":["Successful"],"epMetricsList":[{"endpoint":"${endpoints[0]}","epMetrics":${metrics}}]}`,
			).collected;
			const [reply] = facts.metrics ?? [];
			assert.ok(reply && 'answer' in reply);
			assert.equal(reply.answer.second, undefined);
			return reply.answer.first.filter(sample => sample.name.endsWith('_bucket'));
		});
		assert.deepEqual(buckets[0], [
			{ name: `${name}_bucket`, labels: { le: '0.001' }, value: 7 },
			{ name: `${name}_bucket`, labels: { le: '+Inf' }, value: 9 },
		]);
		assert.deepEqual(buckets[1], buckets[0]);
	});

	it('never holds the password', () => {
		assert.doesNotMatch(JSON.stringify(lost), /hidden/);
	});
});

describe('words of Go programs', () => {
	it('durations', () => {
		assert.deepEqual(['1m2.5s', '742µs', '5.001s', '292ns', '0s', 'soon'].map(parseGoDuration), [
			62_500,
			0.742,
			5001,
			0.000292,
			0,
			undefined,
		]);
	});

	it('errors, and one that is not understood leaves the stage open', () => {
		const stageOf = (message: string) => silenceInWords(message).stage;
		assert.deepEqual(
			[
				'dial tcp: lookup h: no such host',
				'dial tcp 1.2.3.4:1: connect: connection refused',
				'x509: unknown authority',
				'context deadline exceeded',
				'etcdserver: permission denied',
				'etcdserver: user name is empty',
				'etcdserver: no leader',
			].map(stageOf),
			['dns', 'tcp', 'tls', 'deadline', 'permission', 'authentication', 'etcd'],
		);
		assert.deepEqual(silenceInWords('what?'), { stage: 'etcd', message: 'what?', cause: 'untold' });
	});
});
