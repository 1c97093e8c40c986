import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
	addToCatalogue,
	findInCatalogue,
	readCatalogue,
	removeFromCatalogue,
} from '../../adapters/files/snapshot-catalogue.ts';
import { formatBytes } from '../../core/bytes.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Executor, Seen, StepRun } from '../../operations/executor.ts';
import type { FileAction, FileCondition } from '../../operations/plan.ts';
import { verifySnapshot } from './verify.ts';

/** What happens to snapshots once they are here. `folder` is where the catalogue is. */
export function fileExecutor(folder: string): Executor<FileAction, FileCondition> {
	return {
		act: async (action, run) =>
			action.operation === 'verify-snapshot' ? verify(folder, action, run) : prune(folder, action),
		ask: ({ question, path }) => (question === 'snapshot-saved' ? isSaved(path) : isGood(folder, path)),
	};
}

async function verify(
	folder: string,
	{ path, about }: Extract<FileAction, { operation: 'verify-snapshot' }>,
	{ deadline, cancelled }: StepRun,
): Promise<string> {
	const signal = AbortSignal.any([deadline, cancelled]);
	try {
		const record = await verifySnapshot(path, about, signal);
		await addToCatalogue(folder, record);
		const { sizeBytes, revision, entries } = record;
		return t('Good: {0}, revision {1}, {2} entries.', formatBytes(sizeBytes), revision, entries);
	} catch (error) {
		throw signal.aborted ? new ExpectedError(t('Stopped; the snapshot is not in the catalogue.')) : error;
	}
}

/** Only good ones count, and only those that were saved into that folder: what lies elsewhere may go away at any time. */
async function prune(
	catalogue: string,
	{ folder, clusterId, keep }: Extract<FileAction, { operation: 'prune-snapshots' }>,
): Promise<string> {
	const all = await readCatalogue(catalogue);
	const good = all.filter(
		({ clusterId: id, state, path }) => id === clusterId && state === 'good' && dirname(path) === resolve(folder),
	);
	const old = good.slice(Math.max(1, keep));
	for (const record of old) {
		await removeFromCatalogue(catalogue, record);
	}
	return t('{0} snapshots removed, {1} stay.', old.length, good.length - old.length);
}

/** It has its name only when all of it came. */
async function isSaved(path: string): Promise<Seen> {
	const isThere = await access(path).then(
		() => true,
		() => false,
	);
	return { holds: isThere, told: isThere ? t('{0} is there.', path) : t('{0} is not there.', path) };
}

async function isGood(folder: string, path: string): Promise<Seen> {
	const holds = (await findInCatalogue(folder, path))?.state === 'good';
	return { holds, told: holds ? t('{0} is in the catalogue.', path) : t('{0} is not in the catalogue.', path) };
}
