import { join } from 'node:path';
import { stateFolder } from '../../adapters/files/state-folder.ts';
import { ExpectedError } from '../../core/errors.ts';
import { isUnlocked, type Connection } from '../../core/connection.ts';
import { t } from '../../core/words.ts';
import { snapshotPlan } from '../../operations/maintenance/snapshot.ts';
import { readClusterState } from '../cluster-state.ts';
import type { Secrets } from '../diagnose.ts';
import { executePlan, type DoorHost } from '../execute-plan.ts';
import { snapshotFolder, newSnapshotPath } from '../maintenance.ts';
import { allSnapshots } from '../plans.ts';

export interface ScheduledSave {
	readonly connection: Connection;
	readonly secrets: Secrets;
	readonly timeoutMs: number;
	/** How many stay; those that somebody saved by hand lie in another folder and are never removed. */
	readonly keep: number;
	readonly signal: AbortSignal;
	log(line: string): void;
}

/** Saves one snapshot through the door. That it was asked for by name in the settings is the approval. */
export async function saveScheduled({
	connection,
	secrets,
	timeoutMs,
	keep,
	signal,
	log,
}: ScheduledSave): Promise<void> {
	demandEntry(connection, secrets);
	const state = await readClusterState(connection, secrets, timeoutMs, signal);
	const folder = join(snapshotFolder(state), 'scheduled');
	const plan = snapshotPlan(state, { path: newSnapshotPath(state, folder), retention: { folder, keep } });
	const host: DoorHost = {
		signal,
		show: () => undefined,
		approve: async () => ({ approved: true, typed: connection.name }),
		progress: () => undefined,
		ended: (_number, _all, step, outcome, told) =>
			log(`${step.title}: ${outcome}${told === undefined ? '' : `. ${told}`}`),
		byHand: async () => false,
	};
	const end = await executePlan(plan, { connection, secrets }, host);
	if (end.outcome === 'failed' || end.outcome === 'cancelled') {
		throw new ExpectedError(t('Stopped at "{0}": {1}', end.stopped.title, end.told));
	}
}

/** Before anybody is dialled: nobody is there who could be asked. */
function demandEntry(connection: Connection, { password }: Secrets): void {
	if (!isUnlocked(connection)) {
		throw new ExpectedError(t('{0} is read-only: unlock it for operations.', connection.name));
	}
	if (connection.user !== undefined && password === undefined) {
		throw new ExpectedError(
			t('The password of {0} is not kept here: diagnose {1} once.', connection.user, connection.name),
		);
	}
}

/**
 * When the newest good one of a connection was taken, by whatever way. One of the future was taken by a clock that was set
 * back since, and would hold the next one up.
 */
export async function newestGoodOf(name: string, now: number, folder = stateFolder()): Promise<number | undefined> {
	const all = await allSnapshots(folder);
	return all.find(({ cluster, state, takenAt }) => cluster === name && state === 'good' && takenAt <= now)?.takenAt;
}
