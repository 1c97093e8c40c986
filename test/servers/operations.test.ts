import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quorum, type Ran } from '../support/command-line.ts';
import { startCluster, type Cluster, type EtcdVersion, type Member } from '../support/etcd-cluster.ts';
import { Writer } from '../support/load.ts';
import { clusterIdOf, contents, planIds, raiseQuota, readPlan, until } from '../support/operations.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';

const MiB = 1024 * 1024;
const quotaBytes = 24 * MiB;
const largerQuota = 64 * MiB;

/** The real command line on real clusters, from a full database back to a healthy cluster. */
for (const version of ['3.4', '3.5', '3.6', '3.7'] satisfies readonly EtcdVersion[]) {
	describe(`operations on etcd ${version}`, function () {
		this.timeout(120_000);
		let cluster: Cluster;
		let clusterId: string;
		let state: string;

		before(async () => {
			state = makeTempDir('state');
			// A busy machine that lets a member wait must not cost the cluster its leader.
			cluster = await startCluster({ version, quotaBytes, heartbeatMs: 200, electionMs: 2000 });
			clusterId = await clusterIdOf(cluster);
		});
		after(async () => {
			await cluster.close();
			removeTempDir(state);
		});

		const env = () => ({ XDG_STATE_HOME: state });
		const flags = () => ['--endpoints', cluster.endpoints.join(), '--yes', '--cluster', clusterId, '--unlock'];
		const operate = (...args: string[]): Promise<Ran> => quorum([...args, ...flags()], env());
		const completed = (ran: Ran) => assert.equal(ran.code, 0, `${ran.stdout}\n${ran.stderr}`);

		// This one forgets the mark of a deletion with the value; newer ones keep it.
		if (version === '3.5') {
			it('saves a snapshot of a cluster that never held a key, and of one that forgot its last', async () => {
				completed(await operate('snapshot', '--output', join(state, 'empty.db')));
				for (const args of [
					['put', 'a', 'b'],
					['del', 'a'],
					['compact', '3', '--physical'],
				]) {
					await cluster.etcdctl(args);
				}
				completed(await operate('snapshot', '--output', join(state, 'forgot.db')));
			});
		}

		it('defragments under load: one member at a time, the leader last, and a client that retries sees no error', async () => {
			await cluster.fill({ bytes: 8 * MiB, keys: 4, valueBytes: 256 * 1024 });
			completed(await operate('compact'));
			const leader = await leaderOf(cluster);
			const earlier = defragmentationsOf(cluster).length;
			const load = retryingLoad(cluster);
			const ran = await operate('defrag');
			const { puts, errors } = await load.stop();
			completed(ran);
			assert.deepEqual(errors, []);
			assert.ok(puts > 10, `${puts} puts are no load`);
			const spans = defragmentationsOf(cluster).slice(earlier);
			assert.equal(spans.length, 3);
			assert.equal(spans.at(-1)?.member, leader, 'the leader was not the last');
			for (const [index, span] of spans.entries()) {
				assert.ok(span.to <= (spans[index + 1]?.from ?? Infinity), 'two members were defragmented at once');
			}
		});

		it('comes out of NOSPACE: snapshot, compact, defragment, quota, disarm', async () => {
			await assert.rejects(cluster.fill({ bytes: 2 * quotaBytes, keys: 8, prefix: 'full' }));
			await until(async () => (await cluster.etcdctl(['alarm', 'list'])).includes('NOSPACE'), 'the alarm');
			const before = await contents(cluster);
			assert.equal(new Set(before).size, 1);
			const begun = await operate('alarm', 'resolve', '--quota', String(largerQuota));
			const id = planIds(state).at(-1) ?? '';
			// Only the quota is left to people.
			assert.equal(begun.code, 1, begun.stderr);
			assert.match(begun.stderr, /Raise the quota of m\d/);
			await raiseQuota(cluster, largerQuota);
			completed(await operate('plan', 'resume', id));
			assert.equal((await cluster.etcdctl(['alarm', 'list'])).trim(), '');
			const steps = readPlan(state, id)?.plan.steps.map(step => step.id.replace(/-[0-9a-f]{8,}/, ''));
			assert.deepEqual(
				[...new Set(steps)],
				['snapshot', 'verify-snapshot', 'compact', 'defragment', 'move-leader', 'quota', 'disarm-NOSPACE'],
			);
			assert.deepEqual(await contents(cluster), before, 'the data are as they were');
			await cluster.etcdctl(['put', 'again', 'writable']);
			const listed = await quorum(['snapshot', 'list', '--format', 'json'], env());
			assert.equal(listed.code, 0);
			const [snapshot] = listed.stdout
				.trim()
				.split('\n')
				.map(line => JSON.parse(line) as { path: string; state: string });
			assert.ok(snapshot?.state === 'good' && existsSync(snapshot.path));
			assert.deepEqual(
				readdirSync(join(snapshot.path, '..')),
				[snapshot.path.replace(/^.*\//, '')],
				'nothing half is left',
			);
		});

		it('replaces a failed member that lost its data', async () => {
			const failed = cluster.member(1);
			await failed.kill();
			rmSync(failed.dataDir, { recursive: true });
			const begun = await operate('member', 'replace', 'm1');
			assert.equal(begun.code, 1, begun.stderr);
			const id = planIds(state).at(-1) ?? '';
			const added = await operate('plan', 'resume', id, '--by-hand-done');
			assert.equal(added.code, 1, added.stderr);
			assert.match(added.stderr, /Stopped at "Start m1"/);
			mkdirSync(failed.dataDir, { mode: 0o700 });
			const initial = cluster.members.map(({ name, peerUrl }) => `${name}=${peerUrl}`).join();
			failed.launch([
				`--initial-cluster=${initial}`,
				'--initial-cluster-state=existing',
				`--quota-backend-bytes=${largerQuota}`,
			]);
			await until(async () => (await failed.get('/version')) !== undefined, 'the new member');
			completed(await operate('plan', 'resume', id));
			const listed = await quorum(['member', 'list', '--endpoints', cluster.endpoints.join()]);
			assert.equal(listed.code, 0, listed.stdout);
			assert.equal(listed.stdout.trim().split('\n').length, 3);
			assert.ok(!listed.stdout.includes('learner'));
			await failed.ready();
		});
	});
}

async function leaderOf(cluster: Cluster): Promise<string> {
	const told = await Promise.all(
		cluster.members.map(async ({ name, clientUrl }) => {
			const status = await cluster.etcdctl(['endpoint', 'status'], { endpoint: clientUrl, json: true });
			return /"member_id":(\d+)/.exec(status)?.[1] === /"leader":(\d+)/.exec(status)?.[1] ? [name] : [];
		}),
	);
	return told.flat()[0] ?? '';
}

interface Span {
	readonly member: string;
	readonly from: number;
	readonly to: number;
}

/** Of all members, in the order of time. */
function defragmentationsOf(cluster: Cluster): ReturnType<typeof defragmentations> {
	return cluster.members.flatMap(member => defragmentations(member)).sort((a, b) => a.from - b.from);
}

/** From its own log: when each of its defragmentations began and ended. */
function defragmentations(member: Member): Span[] {
	const times = (message: string) =>
		[...member.log().matchAll(new RegExp(`"ts":"([^"]+)"[^\\n]*"msg":"${message}"`, 'g'))].map(([, time]) =>
			Date.parse(time ?? ''),
		);
	const ends = times('finished defragment');
	return times('starting defragment').map((from, index) => ({
		member: member.name,
		from,
		to: ends[index] ?? Infinity,
	}));
}

/** Writes to each member in turn; what fails is tried once more at the next one, and only then is an error. */
function retryingLoad(cluster: Cluster) {
	const writers = cluster.endpoints.map(endpoint => new Writer(endpoint));
	const errors: string[] = [];
	let puts = 0;
	let isOver = false;
	const work = async (own: number): Promise<void> => {
		for (let turn = own; !isOver; turn++) {
			const put = (index: number) => writers[index % writers.length]?.put(`load/${own}`, Buffer.from('x'), 3000);
			await put(turn)
				?.catch(() => put(turn + 1))
				.then(() => puts++)
				.catch((error: unknown) => errors.push(String(error)));
			await new Promise(resolve => setTimeout(resolve, 5));
		}
	};
	const working = Promise.all([work(0), work(1), work(2)]);
	return {
		async stop() {
			isOver = true;
			await working;
			writers.forEach(writer => writer.close());
			return { puts, errors };
		},
	};
}
