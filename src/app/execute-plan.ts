import { continueJournal, createJournal, readJournal, type OpenJournal } from '../adapters/files/journals.ts';
import { lockCluster } from '../adapters/files/plan-lock.ts';
import { stateFolder } from '../adapters/files/state-folder.ts';
import { isUnlocked, type Connection } from '../core/connection.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import type { Executors } from '../operations/executor.ts';
import type { HostSecrets } from '../operations/host.ts';
import { standingOf, type Journal, type PlanOutcome, type StepOutcome } from '../operations/journal.ts';
import { clusterLabel, type Plan, type Step } from '../operations/plan.ts';
import { runbook } from '../operations/runbook.ts';
import type { Secrets } from './diagnose.ts';
import { executeStep, type StepEnd } from './execute-step.ts';

/** What the user is asked before the first step, and again before a plan is taken up again. */
export interface ApprovalRequest {
	readonly plan: Plan;
	/** Names the cluster and what is going to be done to it. */
	readonly question: string;
	/** What has to be typed for a yes; missing where a yes is enough. */
	readonly wanted?: string;
}

export interface Approval {
	readonly approved: boolean;
	readonly typed?: string;
}

/** What the face lends the door. */
export interface DoorHost {
	/** Aborted when the user wants no further step; the one under way comes to its end. */
	readonly signal: AbortSignal;
	show(runbook: string, plan: Plan): void | Promise<void>;
	approve(request: ApprovalRequest): Promise<Approval>;
	/** A step begins, or tells of itself. `number` begins with 1. */
	progress(number: number, all: number, step: Step, message?: string): void;
	ended(number: number, all: number, step: Step, outcome: StepOutcome, told?: string): void;
	/** Shows what is to be done by hand; true when the user says that it is done. */
	byHand(step: Step, instructions: readonly string[]): Promise<boolean>;
}

/** How a plan ended. `stopped` is the step that failed or was not begun any more. */
export type PlanEnd =
	| { readonly outcome: 'completed' }
	| { readonly outcome: 'refused' }
	| { readonly outcome: Exclude<PlanOutcome, 'completed'>; readonly stopped: Step; readonly told: string };

/** Whose plan it is, and with what it is executed. Tests lend executors and a folder of their own. */
export interface Door {
	readonly connection: Connection;
	readonly secrets: Secrets;
	/** By the name of the host. */
	readonly hostSecrets?: Readonly<Record<string, HostSecrets>>;
	readonly executors?: Executors;
	readonly folder?: string;
}

/**
 * The only door through which anything changes a cluster: shows, asks, executes step by step, and keeps a journal. A locked
 * connection goes no further than the runbook.
 */
export async function executePlan(plan: Plan, door: Door, host: DoorHost): Promise<PlanEnd> {
	if (!(await isApproved(plan, door, host, runbook(plan)))) {
		return { outcome: 'refused' };
	}
	return withLock(plan, door, async folder => {
		const journal = await createJournal(folder, plan, Date.now());
		return executeIn(journal, { plan, entries: [] }, door, host);
	});
}

/** Takes up a plan that was interrupted, at the step that its journal does not tell the end of. */
export async function resumePlan(id: string, door: Door, host: DoorHost): Promise<PlanEnd> {
	const folder = door.folder ?? stateFolder();
	const { plan, ...before } = await readJournal(folder, id);
	if (!(await isApproved(plan, door, host, runbook(plan, { plan, ...before })))) {
		return { outcome: 'refused' };
	}
	return withLock(plan, door, async () => {
		// Read again: whoever held the lock may have gone on meanwhile.
		const standing = await readJournal(folder, id);
		return executeIn(await continueJournal(folder, id), standing, door, host);
	});
}

async function isApproved(plan: Plan, { connection }: Door, host: DoorHost, text: string): Promise<boolean> {
	await host.show(text, plan);
	refuseLocked(connection);
	const label = clusterLabel(plan.cluster);
	const isProduction = plan.cluster.isProduction || (connection.isProduction ?? false);
	const { approved, typed } = await host.approve({
		plan,
		question: isProduction
			? t('{0} on the production cluster {1}? Type its name to go on.', plan.title, label)
			: t('{0} on the cluster {1}?', plan.title, label),
		...(isProduction && { wanted: label }),
	});
	if (approved && isProduction && typed !== label) {
		throw new ExpectedError(t('The name typed is not that of the cluster, which is {0}: nothing was done.', label));
	}
	return approved;
}

function refuseLocked(connection: Connection): void {
	if (!isUnlocked(connection)) {
		throw new ExpectedError(
			t(
				'The connection "{0}" is read-only: unlock it for operations first. Nothing was done.',
				connection.name || connection.endpoints.join(', '),
			),
		);
	}
}

async function withLock<T>(plan: Plan, door: Door, work: (folder: string) => Promise<T>): Promise<T> {
	const folder = door.folder ?? stateFolder();
	const release = await lockCluster(folder, plan.cluster.id, plan.id);
	try {
		return await work(folder);
	} finally {
		await release();
	}
}

async function executeIn(journal: OpenJournal, before: Journal, door: Door, host: DoorHost): Promise<PlanEnd> {
	try {
		await journal.write({ kind: 'approved', at: Date.now() });
		const executors = door.executors ?? (await executorsFor(door, before.plan));
		const end = await executeSteps(journal, before, executors, host);
		await journal.write({ kind: 'end', at: Date.now(), outcome: end.outcome });
		return end;
	} finally {
		await journal.close();
	}
}

/** Loaded only now: what can change a cluster is not even there before. */
async function executorsFor({ connection, secrets, hostSecrets = {}, folder }: Door, plan: Plan): Promise<Executors> {
	const { openExecutors } = await import('./executors.ts');
	return openExecutors(connection, secrets, hostSecrets, plan, folder);
}

async function executeSteps(
	journal: OpenJournal,
	before: Journal,
	executors: Executors,
	host: DoorHost,
): Promise<Exclude<PlanEnd, { outcome: 'refused' }>> {
	const { steps } = before.plan;
	for (const [index, step] of steps.entries()) {
		const standing = standingOf(before, step);
		if (standing === 'done') {
			continue;
		}
		if (host.signal.aborted) {
			return { outcome: 'cancelled', stopped: step, told: t('Stopped before this step.') };
		}
		host.progress(index + 1, steps.length, step);
		const tell = (message: string) => host.progress(index + 1, steps.length, step, message);
		const end = await journaled(journal, step, () => executeStep(step, standing, executors, host, tell));
		host.ended(index + 1, steps.length, step, end.outcome, end.told);
		if (end.outcome === 'failed' || end.outcome === 'cancelled') {
			return { outcome: end.outcome, stopped: step, told: end.told ?? '' };
		}
	}
	return { outcome: 'completed' };
}

/** A line on the disk before the step may do anything, and one after it, whatever came of it. */
async function journaled(journal: OpenJournal, { id }: Step, work: () => Promise<StepEnd>): Promise<StepEnd> {
	await journal.write({ kind: 'before', at: Date.now(), step: id });
	const end = await work();
	await journal.write({ kind: 'after', at: Date.now(), step: id, ...end });
	return end;
}
