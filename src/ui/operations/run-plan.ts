import { commands, ProgressLocation, window } from 'vscode';
import type { Door, PlanEnd } from '../../app/execute-plan.ts';
import type { Secrets } from '../../app/diagnose.ts';
import { isUnlocked } from '../../core/connection.ts';
import { t } from '../../core/words.ts';
import type { ClusterState } from '../../operations/cluster-state.ts';
import type { Plan } from '../../operations/plan.ts';
import type { App } from '../app.ts';
import { secretsFor } from '../ask-secrets.ts';
import { resolvePaths } from '../connection/local-paths.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import { readRunSettings } from '../settings.ts';
import { planHost, showRunbook } from './plan-host.ts';

/** Looks at the cluster with read-only calls. `undefined`: the user went away. */
export async function lookAt(
	app: App,
	saved: SavedConnection,
): Promise<{ readonly state: ClusterState; readonly secrets: Secrets } | undefined> {
	const secrets = await secretsFor(app, saved);
	if (!secrets) {
		return undefined;
	}
	const title = t('Looking at {0}', saved.connection.name);
	return window.withProgress(
		{ location: ProgressLocation.Notification, title, cancellable: true },
		async (_, token) => {
			const abort = new AbortController();
			token.onCancellationRequested(() => abort.abort());
			const { readClusterState } = await import('../../app/cluster-state.ts');
			const { timeoutMs } = readRunSettings();
			const state = await readClusterState(resolvePaths(saved), secrets, timeoutMs, abort.signal);
			return token.isCancellationRequested ? undefined : { state, secrets };
		},
	);
}

/** Shows a plan, asks, and executes it. On a locked connection it is shown, and the way to unlock is offered. */
export async function runPlan(
	app: App,
	saved: SavedConnection,
	secrets: Secrets,
	plan: Plan,
	hostSecrets: NonNullable<Door['hostSecrets']> = {},
): Promise<PlanEnd | undefined> {
	if (!isUnlocked(saved.connection)) {
		const { runbook } = await import('../../operations/runbook.ts');
		await showRunbook(app, plan, runbook(plan));
		void offerToUnlock(saved);
		return undefined;
	}
	const { executePlan } = await import('../../app/execute-plan.ts');
	const door = { connection: resolvePaths(saved), secrets, hostSecrets };
	return walk(app, plan.title, host => executePlan(plan, door, host));
}

/** Goes on with one that was interrupted, in this window or elsewhere. */
export async function resumeIn(app: App, saved: SavedConnection, plan: Plan): Promise<PlanEnd | undefined> {
	const secrets = await secretsFor(app, saved);
	if (!secrets) {
		return undefined;
	}
	const { resumePlan } = await import('../../app/execute-plan.ts');
	const door = { connection: resolvePaths(saved), secrets };
	return walk(app, plan.title, host => resumePlan(plan.id, door, host));
}

async function walk(
	app: App,
	title: string,
	execute: (host: ReturnType<typeof planHost>) => Promise<PlanEnd>,
): Promise<PlanEnd> {
	const where = { location: ProgressLocation.Notification, title, cancellable: true };
	const end = await window.withProgress(where, (progress, token) => execute(planHost(app, progress, token)));
	// Snapshots may have come, or gone.
	app.connections.refresh();
	tell(title, end);
	return end;
}

function tell(title: string, end: PlanEnd): void {
	switch (end.outcome) {
		case 'completed':
			void window.showInformationMessage(t('{0}: done.', title));
			return;
		case 'refused':
			return;
		default:
			void offerToResume(title, end.stopped.title, end.told);
	}
}

async function offerToResume(title: string, step: string, told: string): Promise<void> {
	const resume = t('Resume');
	const message = t('{0} stopped at "{1}": {2}', title, step, told);
	if ((await window.showErrorMessage(message, resume)) === resume) {
		await commands.executeCommand('quorum.resumePlan');
	}
}

async function offerToUnlock({ connection, key }: SavedConnection): Promise<void> {
	const unlock = t('Unlock for operations');
	const message = t('{0} is read-only: the plan is shown, and nothing is done.', connection.name);
	if ((await window.showWarningMessage(message, unlock)) === unlock) {
		await commands.executeCommand('quorum.unlockConnection', key);
	}
}
