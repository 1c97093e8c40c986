import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executePlan, resumePlan, type Door } from '../../src/app/execute-plan.ts';
import { planOf, survey, type Survey } from '../../src/app/recover/recover.ts';
import type { HostsFile } from '../../src/operations/recovery/hosts-file.ts';
import { quorum } from '../support/command-line.ts';
import { yesHost } from '../support/plans.ts';
import { startStaticPodCluster, type StaticPodCluster } from '../support/static-pod-cluster.ts';

/** Recovery from lost quorum, on real etcds that static pods start on hosts reached by a real ssh. */
describe('Recovery', function () {
	this.timeout(240_000);
	let cluster: StaticPodCluster | undefined;
	afterEach(async () => {
		await cluster?.close();
		cluster = undefined;
	});

	it('starts what is only stopped: two of three, data intact', async () => {
		cluster = await startStaticPodCluster();
		const written = await write(cluster, 10);
		await cluster.crash('cp-2');
		await cluster.crash('cp-3');
		const seen = await surveyOf(cluster);
		assert.deepEqual(
			seen.decision.ways.map(({ kind }) => kind),
			['start', 'force-new-cluster', 'restore-snapshot'],
		);
		await recover(cluster, seen);
		assert.deepEqual(await keysOf(cluster), written);
	});

	for (const version of ['3.4', '3.5', '3.6'] as const) {
		it(`starts anew from the one that is left, and the others rejoin: two of three of etcd ${version}, data gone`, async () => {
			cluster = await startStaticPodCluster({ version });
			const written = await write(cluster, 20);
			for (const host of ['cp-2', 'cp-3']) {
				await cluster.crash(host);
				await cluster.wipe(host);
			}
			const seen = await surveyOf(cluster);
			assert.equal(seen.decision.ways[0]?.kind, 'force-new-cluster');
			assert.deepEqual(seen.decision.unknown, ['A minority cannot know what the others have acknowledged.']);
			await recover(cluster, seen);
			assert.deepEqual(await keysOf(cluster), written);
			await assertWhole(cluster);
		});
	}

	it('takes the survivor that holds most and is whole, and lists what may be lost', async () => {
		cluster = await startStaticPodCluster({ size: 5 });
		await write(cluster, 5, 'early');
		// cp-1 is left behind; then the others go on without it.
		await cluster.crash('cp-1');
		const acknowledged = [...(await write(cluster, 10, 'late', ['cp-2', 'cp-3', 'cp-4', 'cp-5']))];
		for (const host of ['cp-2', 'cp-3', 'cp-4', 'cp-5']) {
			await cluster.crash(host);
		}
		for (const host of ['cp-4', 'cp-5']) {
			await cluster.wipe(host);
		}
		// In the middle of the log of cp-2.
		await cluster.hosts.run(
			'cp-2',
			'printf torn | dd of=$(ls /var/lib/etcd/member/wal/*.wal) bs=1 seek=1500 conv=notrunc',
		);
		const seen = await surveyOf(cluster);
		const [way] = seen.decision.ways;
		assert.deepEqual([way?.kind, way?.from], ['force-new-cluster', 'cp-3']);
		const torn = seen.decision.ranking.find(({ host }) => host === 'cp-2');
		assert.ok(
			// Behind the tear nothing can be read: where that starts before what its database holds, entries are missing.
			torn?.rank.obstacles.some(({ kind }) => kind === 'damaged' || kind === 'log-incomplete'),
			JSON.stringify(torn),
		);
		const listed = seen.decision.discarded.flatMap(({ keys }) => keys);
		await recover(cluster, seen);
		const there = await keysOf(cluster);
		const lost = acknowledged.filter(key => !there.includes(key));
		assert.deepEqual(
			lost.filter(key => !listed.includes(key)),
			[],
			'every acknowledged write is there, or was listed before',
		);
		await assertWhole(cluster);
	});

	it('keeps a host that is not reached as unknown, and wants it fenced by hand', async () => {
		cluster = await startStaticPodCluster();
		await write(cluster, 5);
		await cluster.crash('cp-2');
		await cluster.wipe('cp-2');
		await cluster.host('cp-3').kill();
		const seen = await surveyOf(cluster);
		assert.match(seen.decision.unknown.join(' '), /cp-3: cp-3 cannot be reached/);
		const plan = planOf(seen);
		assert.equal(plan.steps[0]?.action.kind, 'manual');
		const end = await executePlan(plan, doorOf(cluster), yesHost({ byHand: async () => false }));
		assert.equal(end.outcome, 'cancelled', 'nothing goes on without it');
		assert.match(await cluster.hosts.run('cp-1', 'ls /etc/kubernetes/manifests'), /etcd\.yaml/);
	});

	it('is taken up again after being killed at each step, and comes to the same end', async () => {
		cluster = await startStaticPodCluster();
		const written = await write(cluster, 5);
		for (const host of ['cp-2', 'cp-3']) {
			await cluster.crash(host);
			await cluster.wipe(host);
		}
		const { hosts, members } = cluster;
		const hostsFile = join(hosts.dir, 'hosts.json');
		const entries = members.map(({ host }) => ({
			name: host,
			host,
			username: 'root',
			backedup_manifest: '/etc/kubernetes/etcd.yaml',
		}));
		writeFileSync(hostsFile, JSON.stringify(entries));
		const env = { XDG_STATE_HOME: join(hosts.dir, 'home') };
		const common = ['--hosts', hostsFile, '--ssh-config', hosts.configFile];
		const dry = await quorum(['recover', 'run', ...common, '--dry-run'], env);
		const id = /Cluster id: `([0-9a-f]+)`/.exec(dry.stdout)?.[1] ?? '';
		const consent = ['--unlock', '--yes', '--cluster', id];
		let ran = await killedAtNextStep(['recover', 'run', ...common, ...consent], env);
		const plan = /(\d{8}T\d{6}-recover)/.exec((await quorum(['plan', 'list'], env)).stdout)?.[1] ?? '';
		let kills = 0;
		while (ran.code !== 0 && kills < 40) {
			assert.equal(ran.code, undefined, ran.stderr);
			kills++;
			ran = await killedAtNextStep(['plan', 'resume', plan, ...consent], env);
		}
		assert.ok(kills > 15, `killed ${kills} times`);
		assert.deepEqual(await keysOf(cluster), written);
		await assertWhole(cluster);
	});

	it('stops where a host dies midway, says so, and goes on when it is back', async () => {
		cluster = await startStaticPodCluster();
		const written = await write(cluster, 5);
		for (const host of ['cp-2', 'cp-3']) {
			await cluster.crash(host);
			await cluster.wipe(host);
		}
		const plan = planOf(await surveyOf(cluster));
		const dying = cluster.host('cp-3');
		let death: Promise<void> | undefined;
		const host = yesHost({
			progress: (_number, _all, step) => {
				if (step.id === 'add-cp-3') {
					death ??= dying.kill();
				}
			},
		});
		const end = await executePlan(plan, doorOf(cluster), host);
		await death;
		assert.equal(end.outcome, 'failed');
		assert.match('told' in end ? end.told : '', /cp-3/);
		await dying.boot();
		const resumed = await resumePlan(plan.id, doorOf(cluster), yesHost());
		assert.equal(resumed.outcome, 'completed', 'told' in resumed ? resumed.told : '');
		assert.deepEqual(await keysOf(cluster), written);
		await assertWhole(cluster);
	});

	it('stops where a disk has no room for the copy, and has changed nothing but that etcd is stopped', async () => {
		cluster = await startStaticPodCluster({ diskSize: '150m' });
		await write(cluster, 5);
		for (const host of ['cp-2', 'cp-3']) {
			await cluster.crash(host);
			await cluster.wipe(host);
		}
		// All but 2 MiB; etcd gives back the WAL file that it has made in advance when it stops, which is just too little.
		const free = "$(($(df -Pk /var/lib/etcd | tail -n 1 | awk '{ print $4 }') - 2048))";
		await cluster.hosts.run('cp-1', `head -c "${free}k" /dev/zero > /var/lib/etcd/filler`);
		const plan = planOf(await surveyOf(cluster));
		const end = await executePlan(plan, doorOf(cluster), yesHost());
		assert.equal(end.outcome, 'failed');
		assert.match('told' in end ? end.told : '', /disk of cp-1 has no room/);
		await cluster.hosts.run('cp-1', 'rm /var/lib/etcd/filler; ls /var/lib/etcd/member/wal');
	});
});

function hostsOf({ hosts, members }: StaticPodCluster): HostsFile {
	return {
		hosts: members.map(({ host }) => ({
			name: host,
			ssh: { name: host, destination: host, configFile: hosts.configFile, sudo: false },
			manifestBackup: '/etc/kubernetes/etcd.yaml',
		})),
		secrets: {},
	};
}

function surveyOf(cluster: StaticPodCluster): Promise<Survey> {
	const face = { signal: AbortSignal.timeout(60_000), progress: () => undefined };
	return survey(hostsOf(cluster), face, join(cluster.hosts.dir, 'state'));
}

function doorOf(cluster: StaticPodCluster): Door {
	return {
		connection: { name: '', endpoints: [], access: 'operations' },
		secrets: {},
		folder: join(cluster.hosts.dir, 'state'),
	};
}

async function recover(cluster: StaticPodCluster, seen: Survey): Promise<void> {
	const end = await executePlan(planOf(seen), doorOf(cluster), yesHost());
	assert.equal(end.outcome, 'completed', 'told' in end ? `${end.stopped.title}: ${end.told}` : '');
}

/** Ends with SIGKILL when the second step since its start begins, so that each start does one; `code` is missing then. */
function killedAtNextStep(args: readonly string[], env: NodeJS.ProcessEnv) {
	return new Promise<{ code: number | undefined; stderr: string }>((resolve, reject) => {
		const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
		const child = spawn(process.execPath, [cli, ...args], {
			env: { ...process.env, LC_ALL: 'C', ...env },
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let stderr = '';
		child.stderr.on('data', data => {
			stderr += data;
			if (new Set(stderr.match(/^\d+(?=\/\d+ )/gm)).size > 1) {
				child.kill('SIGKILL');
			}
		});
		child.once('error', reject);
		child.once('close', code => resolve({ code: code ?? undefined, stderr }));
	});
}

/** Gives the keys whose write was acknowledged, in order. */
async function write(
	cluster: StaticPodCluster,
	count: number,
	prefix = 'k',
	on?: readonly string[],
): Promise<string[]> {
	const keys = Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);
	for (const key of keys) {
		await cluster.etcdctl(['put', key, 'value'], on);
	}
	return keys;
}

async function keysOf(cluster: StaticPodCluster): Promise<string[]> {
	return (await cluster.etcdctl(['get', '', '--prefix', '--keys-only'])).split('\n').filter(key => key !== '');
}

/** Every member is a voter, runs without the flag, and its manifest differs only in what it had to. */
async function assertWhole(cluster: StaticPodCluster): Promise<void> {
	const list = (await cluster.etcdctl(['member', 'list'])).trim().split('\n');
	assert.equal(list.length, cluster.members.length);
	assert.ok(
		list.every(line => line.includes('started') && line.endsWith('false')),
		list.join('\n'),
	);
	for (const { host, manifest } of cluster.members) {
		const text = await cluster.hosts.run(
			host,
			'stat -c %a /etc/kubernetes/manifests/etcd.yaml; cat /etc/kubernetes/manifests/etcd.yaml',
		);
		assert.match(text, /^600\n/);
		assert.doesNotMatch(text, /force-new-cluster/);
		const sameOf = (whole: string) =>
			whole.split('\n').filter(line => line !== '600' && !line.includes('--initial-cluster'));
		assert.deepEqual(sameOf(text), sameOf(manifest));
	}
}
