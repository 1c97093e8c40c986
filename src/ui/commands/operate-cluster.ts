import { window } from 'vscode';
import type { PlanEnd } from '../../app/execute-plan.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';
import type { Operation } from '../operations/cluster-operations.ts';

/** Asks what to do, looks, and goes through the door. */
export default async function operateCluster(app: App, cluster?: unknown): Promise<PlanEnd | undefined> {
	const saved = await chooseConnection(app, cluster);
	const { clusterOperations } = await import('../operations/cluster-operations.ts');
	const placeHolder = saved && t('What to do to {0}? A plan is shown first.', saved.connection.name);
	const chosen = placeHolder && (await window.showQuickPick(clusterOperations(), { placeHolder }));
	return saved && chosen ? perform(app, saved.key, chosen) : undefined;
}

/** Looks at the cluster, makes the plan, and walks it. Gives how it ended. */
export async function perform(
	app: App,
	cluster: unknown,
	operation: Pick<Operation, 'plan'>,
): Promise<PlanEnd | undefined> {
	const saved = await chooseConnection(app, cluster);
	const { lookAt, runPlan } = await import('../operations/run-plan.ts');
	const seen = saved && (await lookAt(app, saved));
	const plan = saved && seen && (await operation.plan(seen.state, saved));
	return saved && seen && plan ? runPlan(app, saved, seen.secrets, plan) : undefined;
}
