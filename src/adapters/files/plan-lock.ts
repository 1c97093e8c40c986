import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { detailsOf } from '../errors.ts';

/** Somebody else is at work on the cluster; nothing is wrong. */
export class ClusterBusy extends ExpectedError {}

/**
 * One plan at a time changes a cluster from this machine: two defragmentations, begun in two windows, would stop two members
 * at once. A lock whose process is gone is nobody's. Gives what releases it.
 */
export async function lockCluster(folder: string, clusterId: string, planId: string): Promise<() => Promise<void>> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, `${clusterId.replace(/[^\w.-]/g, '_')}.lock`);
	const own = `${path}.${process.pid}`;
	// Linked, not written in place: a lock is never seen without its content.
	await writeFile(own, `${process.pid} ${planId}\n`, { mode: 0o600 });
	try {
		if (!(await isLinked(own, path))) {
			await removeStale(path, own);
			if (!(await isLinked(own, path))) {
				throw new ClusterBusy(t('Another plan for this cluster begins at this moment.'));
			}
		}
	} finally {
		await rm(own, { force: true });
	}
	return () => rm(path, { force: true });
}

async function isLinked(from: string, to: string): Promise<boolean> {
	try {
		await link(from, to);
		return true;
	} catch (error) {
		if (detailsOf(error).code === 'EEXIST') {
			return false;
		}
		throw error;
	}
}

async function removeStale(path: string, own: string): Promise<void> {
	const text = await readIfThere(path);
	const [pid = '', planId = ''] = text.trim().split(' ');
	if (pid !== '' && isAlive(Number(pid))) {
		throw new ClusterBusy(
			t('The plan {0} is being executed for this cluster by process {1} (lock: {2}).', planId, pid, path),
		);
	}
	// Taken away by renaming: if somebody else was faster, it is their lock by now, and they get it back.
	const stale = `${own}.stale`;
	await rename(path, stale).catch(ignoreMissing);
	if ((await readIfThere(stale)) !== text) {
		await isLinked(stale, path);
	}
	await rm(stale, { force: true });
}

async function readIfThere(path: string): Promise<string> {
	return (await readFile(path, 'utf8').catch(ignoreMissing)) ?? '';
}

function ignoreMissing(error: unknown): undefined {
	if (detailsOf(error).code !== 'ENOENT') {
		throw error;
	}
	return undefined;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// It is there, and another user's.
		return detailsOf(error).code === 'EPERM';
	}
}
