import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '../../src/adapters/files/journals.ts';
import { executePlan, resumePlan, type Door } from '../../src/app/execute-plan.ts';
import { planOf, survey, type PlanChoice, type Survey } from '../../src/app/recover/recover.ts';
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

	for (const [version, supervisor] of [
		['3.4', 'static-pod'],
		['3.5', 'systemd'],
		['3.6', 'static-pod'],
	] as const) {
		it(`starts anew from the one that is left, and the others rejoin: etcd ${version}, ${supervisor}`, async () => {
			cluster = await startStaticPodCluster({ version, supervisor });
			const written = await write(cluster, 10);
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

	it('restores a snapshot where nothing is left, with the tool that is there: etcd 3.4 in static pods', async () => {
		cluster = await startStaticPodCluster({ version: '3.4', hasTools: true });
		const { saved, snapshot } = await saved10And5(cluster);
		for (const { host } of cluster.members) {
			await cluster.crash(host);
			await cluster.wipe(host);
		}
		const seen = await surveyOf(cluster);
		assert.deepEqual(
			seen.decision.ways.map(({ kind }) => kind),
			['restore-snapshot'],
		);
		await assert.rejects(planFor(seen), /Name its file with --snapshot/);
		const cut = `${snapshot}.cut`;
		copyFileSync(snapshot, cut);
		truncateSync(cut, 4096 * 3 + 100);
		await assert.rejects(planFor(seen, { snapshot: cut }), /is damaged/);
		await recover(cluster, seen, { snapshot });
		assert.deepEqual(await keysOf(cluster), saved);
		await assertWhole(cluster);
	});

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
		// In the middle of the log of cp-2: in an entry that was acknowledged, with more behind it.
		await cluster.hosts.run(
			'cp-2',
			`cd /var/lib/etcd/member/wal; for f in *.wal; do
				at=$(grep -abom 1 late004 $f | cut -d : -f 1); [ -z "$at" ] || printf torn | dd of=$f bs=1 seek=$at conv=notrunc
			done`,
		);
		const seen = await surveyOf(cluster);
		const [way] = seen.decision.ways;
		assert.deepEqual([way?.kind, way?.from], ['force-new-cluster', 'cp-3']);
		const torn = seen.decision.ranking.find(({ host }) => host === 'cp-2');
		assert.ok(
			torn?.rank.obstacles.some(({ kind }) => kind === 'damaged'),
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

	it('keeps a host that is not reached as unknown, wants it fenced by hand, and stops at one that hangs', async () => {
		cluster = await startStaticPodCluster();
		await write(cluster, 5);
		await cluster.crash('cp-2');
		await cluster.wipe('cp-2');
		await cluster.host('cp-3').kill();
		const seen = await surveyOf(cluster);
		assert.match(seen.decision.unknown.join(' '), /cp-3: cp-3 cannot be reached/);
		const plan = await planFor(seen);
		assert.equal(plan.steps[0]?.action.kind, 'manual');
		const end = await executePlan(plan, doorOf(cluster), yesHost({ byHand: async () => false }));
		assert.equal(end.outcome, 'cancelled', 'nothing goes on without it');
		assert.match(await cluster.hosts.run('cp-1', 'ls /etc/kubernetes/manifests'), /etcd\.yaml/);

		const folder = join(cluster.host('cp-3').folder, 'disk', 'var-lib', 'etcd');
		const [first, second] = hostsOf(cluster).hosts;
		assert.ok(first && second);
		const withDisk = await surveyOf(cluster, { hosts: [first, second, { name: 'disk', folder }], secrets: {} });
		assert.ok(withDisk.decision.comparison.hasMajority, 'the disk of a host that is off counts');
		assert.deepEqual([withDisk.decision.unknown, withDisk.decision.ways[0]?.kind], [[], 'force-new-cluster']);

		await cluster.hosts.run('cp-2', '(sleep 0.2; pkill -STOP sshd) >/dev/null 2>&1 &');
		const stopped = await resumePlan(plan.id, doorOf(cluster), yesHost());
		assert.ok(stopped.outcome === 'failed', stopped.outcome);
		assert.equal(stopped.stopped.id, 'fence-cp-2');
		assert.match(stopped.told, /cp-2|No answer within/);
		const journal = await readJournal(join(cluster.hosts.dir, 'state'), plan.id);
		assert.deepEqual(journal.entries.filter(entry => entry.kind === 'after').at(-1)?.step, 'fence-cp-2');
	});

	for (const way of ['force-new-cluster', 'restore-snapshot'] as const) {
		it(`is taken up again after being killed at each step, and comes to the same end: ${way}`, async () => {
			const isRestore = way === 'restore-snapshot';
			// A restore on hosts with systemd, so that each step of both is killed once.
			cluster = await startStaticPodCluster(isRestore ? { supervisor: 'systemd', hasTools: true } : {});
			const { saved, snapshot } = await saved10And5(cluster);
			for (const host of ['cp-2', 'cp-3']) {
				await cluster.crash(host);
				await cluster.wipe(host);
			}
			const all = await keysOf(cluster, 's');
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
			const chosen = isRestore ? ['--way', way, '--snapshot', snapshot] : [];
			const dry = await quorum(['recover', 'run', ...common, ...chosen, '--dry-run'], env);
			const id = /Cluster id: `([0-9a-f]+)`/.exec(dry.stdout)?.[1] ?? '';
			const consent = ['--unlock', '--yes', '--cluster', id];
			let ran = await killedAtNextStep(['recover', 'run', ...common, ...chosen, ...consent], env);
			const plan = /(\d{8}T\d{6}-recover)/.exec((await quorum(['plan', 'list'], env)).stdout)?.[1] ?? '';
			let kills = 0;
			while (ran.code !== 0 && kills < 40) {
				assert.equal(ran.code, undefined, ran.stderr);
				kills++;
				ran = await killedAtNextStep(['plan', 'resume', plan, ...consent], env);
			}
			assert.ok(kills > 15, `killed ${kills} times`);
			assert.deepEqual(await keysOf(cluster), isRestore ? saved : all);
			if (isRestore) {
				assert.ok((await revisionOf(cluster)) > 1_000_000_000, 'what watches must notice that it is older');
			}
			await assertWhole(cluster);
		});
	}

	it('stops where a host dies midway, says so, and goes on when it is back', async () => {
		cluster = await startStaticPodCluster();
		const written = await write(cluster, 5);
		for (const host of ['cp-2', 'cp-3']) {
			await cluster.crash(host);
			await cluster.wipe(host);
		}
		const plan = await planFor(await surveyOf(cluster));
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
		const plan = await planFor(await surveyOf(cluster));
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

function surveyOf(cluster: StaticPodCluster, hosts = hostsOf(cluster)): Promise<Survey> {
	const face = { signal: AbortSignal.timeout(60_000), progress: () => undefined };
	return survey(hosts, face, join(cluster.hosts.dir, 'state'));
}

function doorOf(cluster: StaticPodCluster): Door {
	return {
		connection: { name: '', endpoints: [], access: 'operations' },
		secrets: {},
		folder: join(cluster.hosts.dir, 'state'),
	};
}

function planFor(seen: Survey, choice: PlanChoice = {}) {
	return planOf(seen, choice, AbortSignal.timeout(60_000));
}

async function recover(cluster: StaticPodCluster, seen: Survey, choice: PlanChoice = {}): Promise<void> {
	const end = await executePlan(await planFor(seen, choice), doorOf(cluster), yesHost());
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

/** Ten keys, a snapshot, and five keys more. */
async function saved10And5(cluster: StaticPodCluster): Promise<{ saved: string[]; snapshot: string }> {
	const saved = await write(cluster, 10);
	const snapshot = join(cluster.hosts.dir, 'saved.db');
	await cluster.etcdctl(['snapshot', 'save', snapshot], ['cp-1']);
	await write(cluster, 5, 'later');
	return { saved, snapshot };
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

async function keysOf(cluster: StaticPodCluster, consistency = 'l'): Promise<string[]> {
	const printed = await cluster.etcdctl(['get', '', '--prefix', '--keys-only', `--consistency=${consistency}`]);
	return printed.split('\n').filter(key => key !== '');
}

async function revisionOf(cluster: StaticPodCluster): Promise<number> {
	return Number(/"revision":(\d+)/.exec(await cluster.etcdctl(['get', 'k000', '--write-out=json']))?.[1]);
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
		if (manifest === '') {
			const leftovers =
				'ls -d /etc/systemd/system/etcd.service.d/* /run/systemd/system/etcd.service.d/* 2>/dev/null; true';
			assert.equal(await cluster.hosts.run(host, leftovers), '');
			assert.doesNotMatch(await cluster.hosts.run(host, "tr '\\0' '\\n' </proc/$(pgrep -x etcd)/cmdline"), /force/);
			continue;
		}
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
