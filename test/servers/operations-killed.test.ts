import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isFinished, type JournalEntry } from '../../src/operations/journal.ts';
import { quorum } from '../support/command-line.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { clusterIdOf, contents, planIds, raiseQuota, readPlan, until } from '../support/operations.ts';
import { startQuorum, type Started } from '../support/started-command.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';

const MiB = 1024 * 1024;
const quotaBytes = 16 * MiB;

/** SIGKILL at every line of the journal, and a member that dies while it is asked. */
describe('operations that are killed', function () {
	this.timeout(120_000);
	let cluster: Cluster;
	let state: string;
	let flags: readonly string[];

	before(async () => {
		state = makeTempDir('state');
		cluster = await startCluster({ version: '3.6', size: 1, quotaBytes });
		flags = ['--endpoints', cluster.endpoints.join(), '--yes', '--cluster', await clusterIdOf(cluster), '--unlock'];
	});
	after(async () => {
		await cluster.close();
		removeTempDir(state);
	});

	const start = (...args: string[]) => startQuorum([...args, ...flags], { XDG_STATE_HOME: state });

	it('come to the same end when they are resumed', async () => {
		await assert.rejects(cluster.fill({ bytes: 2 * quotaBytes, keys: 8 }));
		await until(async () => (await cluster.etcdctl(['alarm', 'list'])).includes('NOSPACE'), 'the alarm');
		const before = await contents(cluster);
		const first = start('alarm', 'resolve', '--quota', String(4 * quotaBytes));
		await until(async () => existsSync(join(state, 'quorum', 'plans')) && planIds(state).length === 1, 'the plan');
		const [id = ''] = planIds(state);
		const entries = () => readPlan(state, id)?.entries ?? [];
		const resume = () => start('plan', 'resume', id);
		const begun = await killedAtEachLine(first, 3, resume, entries);
		// Only the quota is left to people.
		assert.equal(begun.code, 1, begun.stderr);
		assert.match(begun.stderr, /Raise the quota of m0/);
		await raiseQuota(cluster, 4 * quotaBytes);
		const ended = await killedAtEachLine(resume(), entries().length + 2, resume, entries);
		assert.equal(ended.code, 0, ended.stderr);
		const journal = readPlan(state, id);
		assert.ok(journal && isFinished(journal));
		assert.ok(begun.kills >= 6 && ended.kills >= 2, `${begun.kills} and ${ended.kills} kills`);
		assert.equal((await cluster.etcdctl(['alarm', 'list'])).trim(), '');
		assert.deepEqual(await contents(cluster), before, 'the data are as they were');
		const listed = await quorum(['snapshot', 'list', '--format', 'json'], { XDG_STATE_HOME: state });
		// As the command prints it.
		const snapshot = JSON.parse(listed.stdout) as { readonly path: string; readonly state: string };
		assert.equal(snapshot.state, 'good');
		assert.equal(readdirSync(join(snapshot.path, '..')).length, 1, 'nothing half is left');
	});

	it('save nothing when the member dies midway', async () => {
		const path = join(state, 'cut.db');
		const running = start('snapshot', '--output', path);
		await until(async () => existsSync(`${path}.part`) || existsSync(path), 'the file');
		await cluster.member(0).kill();
		const { code } = await running.ended;
		// Perhaps all of it had come before: then it is whole, which other tests hold.
		assert.equal(existsSync(path), code === 0 || (await isVerifying(state)));
		assert.ok(!existsSync(`${path}.part`));
	});
});

/** Whether the last plan stopped only after the file was there. */
async function isVerifying(state: string): Promise<boolean> {
	const entries = readPlan(state, planIds(state).at(-1) ?? '')?.entries ?? [];
	return entries.some(entry => entry.kind === 'after' && entry.step === 'snapshot' && entry.outcome === 'done');
}

type Entries = () => readonly JournalEntry[];

/**
 * Kills the process when the line before a step is on the disk, and the next one when the line after it is: so each step is
 * interrupted while it is done, and when it is done. Gives the end of the process that was not killed any more.
 */
async function killedAtEachLine(
	first: Started,
	firstWanted: number,
	resume: () => Started,
	entries: Entries,
): Promise<{ readonly code: number; readonly stderr: string; readonly kills: number }> {
	let running = first;
	let wanted = firstWanted;
	for (let kills = 0; ;) {
		if (!(await comesTo(wanted, entries, running.ended))) {
			return { ...(await running.ended), kills };
		}
		running.child.kill('SIGKILL');
		await running.ended;
		kills++;
		// Each process writes that it was approved, then a line before and one after each step.
		wanted = entries().length + (kills % 2 === 0 ? 2 : 3);
		running = resume();
	}
}

/** False where the process came to its own end first: it stops where something is left to people. */
async function comesTo(wanted: number, entries: Entries, ended: Promise<unknown>): Promise<boolean> {
	let isOver = false;
	void ended.then(() => (isOver = true));
	for (;;) {
		const last = entries().at(-1);
		if (isOver || (last?.kind === 'after' && last.outcome === 'cancelled')) {
			return false;
		}
		if (entries().length >= wanted) {
			return true;
		}
		await new Promise(resolve => setTimeout(resolve, 2));
	}
}
