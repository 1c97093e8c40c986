import assert from 'node:assert/strict';
import type { Command } from 'commander';
import { calls } from '../../src/adapters/etcd/calls.ts';
import { changingPaths, snapshotPath } from '../../src/adapters/etcd/operations/changing-calls.ts';
import { allCommands } from '../../src/cli/main.ts';
import { quorum } from '../support/command-line.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { recordRpcs, type RpcRecorder } from '../support/rpc-recorder.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';

/** What each verb is given; a verb that is missing here fails the test. */
const argumentsOf: Readonly<Record<string, readonly string[]>> = {
	diagnose: ['--deep', '--discover', '--window', '0'],
	events: ['--kubeconfig', '/dev/null'],
	'capi describe': ['c', '--kubeconfig', '/dev/null'],
	lint: ['/dev/null'],
	inspect: ['/dev/null'],
	'live-stats': [],
	'snapshot save': [],
	'snapshot list': [],
	'snapshot cronjob': [],
	'snapshot timer': [],
	guide: ['rke2'],
	defrag: [],
	compact: [],
	'alarm list': [],
	'alarm disarm': [],
	'alarm resolve': ['--quota', '1GiB'],
	'member list': [],
	'member add': ['m9', 'http://127.0.0.1:9'],
	'member promote': ['m0'],
	'member update': ['m1', 'http://127.0.0.1:9'],
	'member remove': ['m1'],
	'member replace': ['m1'],
	'move-leader': [],
	'downgrade status': [],
	'downgrade validate': ['3.5'],
	'downgrade cancel': [],
	auth: [],
	lease: [],
	'recover assess': ['--hosts', '/dev/null'],
	'recover run': ['--hosts', '/dev/null'],
	'plan list': [],
	'plan show': ['none'],
	'plan resume': ['none'],
};

/** Neither asks an etcd, so it takes no endpoints. */
const isLocal = (verb: string) =>
	[
		...['snapshot cronjob', 'snapshot timer', 'guide', 'snapshot list', 'recover assess', 'plan list', 'plan show'],
		...['events', 'capi describe', 'lint', 'inspect'],
	].includes(verb);

/** These have nothing to approve. */
const isReading = (verb: string) => ['auth', 'lease', 'diagnose', 'live-stats'].includes(verb);

describe('a locked connection', function () {
	this.timeout(90_000);
	let cluster: Cluster;
	let recorders: RpcRecorder[];
	let clusterId: string;
	let state: string;

	before(async () => {
		cluster = await startCluster({ version: '3.6' });
		await cluster.etcdctl(['put', 'k', 'v']);
		recorders = await Promise.all(cluster.endpoints.map(recordRpcs));
		const [, id = ''] = /"cluster_id":(\d+)/.exec(await cluster.etcdctl(['member', 'list'], { json: true })) ?? [];
		clusterId = BigInt(id).toString(16);
		state = makeTempDir('state');
	});
	after(async () => {
		recorders.forEach(recorder => recorder.close());
		await cluster.close();
		removeTempDir(state);
	});

	const allowed = new Set(
		Object.values(calls).map(call =>
			// Each builder takes at most two arguments, of which these serve.
			typeof call === 'function' ? (call as (...args: unknown[]) => { path: string })('1', '1').path : call.path,
		),
	);
	const run = (verb: string, more: readonly string[] = []) =>
		quorum(
			[
				...verb.split(' '),
				...(argumentsOf[verb] ?? []),
				...(isLocal(verb) ? [] : ['--endpoints', recorders.map(({ url }) => url).join(), ...more]),
			],
			{ XDG_STATE_HOME: state },
		);
	const sent = () => recorders.flatMap(recorder => recorder.calls);

	it('is not sent a single call outside the read-only list, whatever the verb', async () => {
		const verbs = leavesOf(allCommands.map(make => make(() => undefined)));
		assert.deepEqual(verbs.toSorted(), Object.keys(argumentsOf).toSorted());
		const dry = ['--yes', '--cluster', clusterId];
		for (let at = 0; at < verbs.length; at += 4) {
			await Promise.all(verbs.slice(at, at + 4).map(verb => run(verb, isReading(verb) ? [] : dry)));
		}
		const strangers = sent().filter(({ path }) => !allowed.has(path));
		assert.deepEqual(
			strangers.map(({ path }) => path),
			[],
		);
		const alarms = sent().filter(({ path, request }) => path.endsWith('/Alarm') && request.length > 0);
		assert.deepEqual(alarms, [], 'an alarm is asked with the action GET');
		assert.ok(sent().length > 40, `only ${sent().length} calls came by: the recorder was passed`);
	});

	it('says that it is read-only, with exit code 2, before anything is journaled', async () => {
		const ran = await run('defrag', ['--yes', '--cluster', clusterId]);
		assert.equal(ran.code, 2);
		assert.match(ran.stderr, /is read-only/);
		assert.equal((await run('plan list')).stdout, '');
	});

	it('is named: another name is exit code 2, and a yes without a name as well', async () => {
		for (const flags of [['--yes', '--cluster', 'other'], ['--yes', '--cluster', ''], ['--yes'], []]) {
			const ran = await run('compact', [...flags, '--unlock']);
			assert.equal(ran.code, 2, flags.join(' '));
		}
		assert.ok(sent().every(({ path }) => allowed.has(path)));
	});

	it('prints its plan all the same, and does nothing', async () => {
		const ran = await run('member remove', ['--dry-run', '--unlock']);
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(
			ran.stdout,
			/Now: 3 voters, 2 needed, one failure survived\. Without m1: 2 voters, 2 needed, no failure/,
		);
		assert.ok(sent().every(({ path }) => allowed.has(path)));
	});

	it('is sent them when it is unlocked, so that the above would see them', async () => {
		const ran = await run('defrag', ['--yes', '--cluster', clusterId, '--unlock']);
		assert.equal(ran.code, 0, ran.stderr);
		const changing = new Set<string>([...Object.values(changingPaths), snapshotPath]);
		const seen = sent().filter(({ path }) => changing.has(path) && !allowed.has(path));
		assert.equal(seen.filter(({ path }) => path.endsWith('/Defragment')).length, 3);
		assert.equal(seen.filter(({ path }) => path.endsWith('/MoveLeader')).length, 1);
	});
});

/** The verbs that do something: those that have no verbs below them. */
function leavesOf(commands: readonly Command[], before = ''): string[] {
	return commands.flatMap(command => {
		const name = `${before}${command.name()}`;
		return command.commands.length === 0 ? [name] : leavesOf(command.commands, `${name} `);
	});
}
