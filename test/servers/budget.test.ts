import assert from 'node:assert/strict';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { diagnose, idsOf, quorum, verdictOf } from '../support/command-line.ts';

/** What a run may cost: the healthy time and one budget, whoever is silent, and never a hanging process. */
describe('the budget of a run', function () {
	this.timeout(60_000);
	let cluster: Cluster;

	before(async () => {
		cluster = await startCluster({ version: '3.6' });
	});
	after(() => cluster.close());

	const run = (...args: string[]) => diagnose(['--endpoints', cluster.endpoints.join(), '--window', '0', ...args]);

	it('is one time-out with one hung member, and with two', async () => {
		const healthy = await run('--timeout', '2s');
		cluster.member(1).pause();
		try {
			const one = await run('--timeout', '2s');
			assert.ok(one.ms < healthy.ms + 2000 + 700, `${one.ms} ms with one hung, ${healthy.ms} ms healthy`);
			cluster.member(2).pause();
			const two = await run('--timeout', '2s');
			assert.ok(two.ms < healthy.ms + 2000 + 700, `${two.ms} ms with two hung, ${healthy.ms} ms healthy`);
			assert.ok(idsOf(two.report).includes('etcd/quorum-lost'));
		} finally {
			cluster.member(1).resume();
			cluster.member(2).resume();
		}
	});

	it('finds the members from any endpoint that answers, though others are silent', async () => {
		cluster.member(0).pause();
		try {
			const { report, ms } = await run('--timeout', '2s', '--discover');
			assert.equal(report.members.length, 3);
			assert.deepEqual(
				report.members.map(member => member.reachable),
				[false, true, true],
			);
			assert.ok(ms < 3500, `${ms} ms`);
		} finally {
			cluster.member(0).resume();
		}
	});

	it('leaves no more than the window outside', async () => {
		const { ms, report } = await run('--window', '1s');
		assert.ok(ms > 1000 && ms < 3000, `${ms} ms`);
		assert.equal(verdictOf(report, 'etcd/quota-near-limit').verdict, 'passed');
	});

	it('says what was not asked, and claims nothing of it', async () => {
		const { report } = await diagnose(['--endpoints', cluster.member(0).clientUrl, '--window', '0']);
		assert.deepEqual(
			report.members.map(member => member.reachable),
			[true, false, false],
		);
		assert.equal(verdictOf(report, 'etcd/member-unreachable').verdict, 'passed');
		assert.equal(verdictOf(report, 'etcd/quorum-lost').verdict, 'passed');
		assert.equal(verdictOf(report, 'etcd/quorum-at-risk').verdict, 'unknown');
		assert.equal(verdictOf(report, 'etcd/data-differs').verdict, 'unknown');
	});

	it('ends with 2 when nobody could be asked, with the report and a sentence', async () => {
		const { code, report, stderr } = await diagnose(['--endpoints', 'http://127.0.0.1:1', '--window', '0']);
		assert.equal(code, 2);
		assert.deepEqual(idsOf(report), ['etcd/member-unreachable']);
		assert.match(stderr, /Not one member/);
	});

	it('ends with 2 and one sentence when it is called wrongly', async () => {
		for (const args of [
			[],
			['--endpoints', 'ftp://x'],
			['--endpoints', 'http://user:secret@127.0.0.1:2379'],
			['--endpoints', 'x', '--check', 'etcd/no-such'],
			['--endpoints', 'x', '--timeout', 'soon'],
			['--endpoints', 'x', '--cacert', '/no/such/file'],
			['--endpoints', 'x', '--format', 'pdf'],
			['--endpoints', 'x', '--replay', 'y'],
			['--connection', 'no-such-connection'],
		]) {
			const { code, stderr, stdout } = await quorum(['diagnose', ...args]);
			assert.equal(code, 2, args.join(' '));
			assert.equal(stdout, '', args.join(' '));
			assert.notEqual(stderr, '', args.join(' '));
			assert.doesNotMatch(stderr, /bug|secret|    at /, args.join(' '));
		}
	});

	it('takes etcdctl’s variables where the options are absent', async () => {
		const { code, stdout } = await quorum(['diagnose', '--window', '0', '--format', 'json'], {
			ETCDCTL_ENDPOINTS: cluster.endpoints.join(),
		});
		assert.equal(code, 0);
		assert.equal(JSON.parse(stdout).members.length, 3);
	});
});
