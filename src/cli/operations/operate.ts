import type { Door, PlanEnd } from '../../app/execute-plan.ts';
import type { Connection } from '../../core/connection.ts';
import { t } from '../../core/words.ts';
import type { ClusterState } from '../../operations/cluster-state.ts';
import type { Plan } from '../../operations/plan.ts';
import { enterOf, enterWithoutEndpoints } from '../sources.ts';
import { terminalHost } from '../terminal.ts';
import type { OperationFlags } from './flags.ts';
import { demandCluster, terminalDoor } from './terminal-door.ts';

type Entered = Awaited<ReturnType<typeof enterOf>>;

/**
 * Looks, plans, and executes through the door. 0: all of it was done, or a dry run was printed. 1: it stopped midway, and can
 * be resumed. 2: nothing was begun.
 */
export async function operate(
	flags: OperationFlags,
	planOf: (state: ClusterState) => Plan | Promise<Plan>,
): Promise<number> {
	const entered = await enterOf(flags);
	return carryOut(await planOf(await lookAt(entered, flags)), doorOf(entered, flags), flags);
}

/** The same for a plan that acts on hosts, whose cluster may not answer at all. */
export async function operateOnHosts(flags: OperationFlags, plan: Plan, hostsFile: string): Promise<number> {
	const entered = await enterWithoutEndpoints(flags);
	return carryOut(plan, { ...doorOf(entered, flags), hostSecrets: await hostSecretsOf(hostsFile) }, flags);
}

async function carryOut(plan: Plan, door: Door, flags: OperationFlags): Promise<number> {
	demandCluster(plan, flags.cluster);
	if (flags.dryRun) {
		const { runbook } = await import('../../operations/runbook.ts');
		process.stdout.write(runbook(plan));
		return 0;
	}
	const { executePlan } = await import('../../app/execute-plan.ts');
	return throughDoor(flags, plan.id, host => executePlan(plan, door, host));
}

async function hostSecretsOf(hostsFile: string) {
	const { readHosts } = await import('../../app/recover/recover.ts');
	return (await readHosts(hostsFile)).secrets;
}

/** Goes on with a plan that was interrupted. */
export async function resume(flags: OperationFlags & { readonly hosts?: string }, id: string): Promise<number> {
	const { journalOf } = await import('../../app/plans.ts');
	const { plan } = await journalOf(id);
	const named = flags.connection ?? (plan.cluster.name === '' ? undefined : plan.cluster.name);
	const enter = plan.hosts ? enterWithoutEndpoints : enterOf;
	const entered = await enter({ ...flags, ...(named !== undefined && { connection: named }) });
	const hostSecrets = flags.hosts === undefined ? {} : await hostSecretsOf(flags.hosts);
	const { resumePlan } = await import('../../app/execute-plan.ts');
	return throughDoor(flags, id, host => resumePlan(id, { ...doorOf(entered, flags), hostSecrets }, host));
}

function doorOf({ connection, secrets }: Entered, { unlock }: OperationFlags) {
	const opened: Connection = unlock ? { ...connection, access: 'operations' } : connection;
	return { connection: opened, secrets };
}

async function throughDoor(
	flags: OperationFlags,
	id: string,
	walk: (host: ReturnType<typeof terminalDoor>) => Promise<PlanEnd>,
): Promise<number> {
	const host = terminalDoor(flags);
	try {
		return exitCodeOf(await walk(host), id);
	} finally {
		host.done();
	}
}

function exitCodeOf(end: PlanEnd, id: string): number {
	switch (end.outcome) {
		case 'completed':
			return 0;
		case 'refused':
			process.stderr.write(`${t('Nothing was done.')}\n`);
			return 2;
		default:
			process.stderr.write(`${t('Stopped at "{0}": {1}', end.stopped.title, end.told)}\n`);
			process.stderr.write(`${t('Go on with: quorum plan resume {0}', id)}\n`);
			return 1;
	}
}

/** The cluster as it is now, asked with read-only calls. */
export async function stateOf(flags: OperationFlags): Promise<ClusterState> {
	return lookAt(await enterOf(flags), flags);
}

async function lookAt({ connection, secrets }: Entered, { timeout }: OperationFlags): Promise<ClusterState> {
	const { readClusterState } = await import('../../app/cluster-state.ts');
	const host = terminalHost();
	try {
		return await readClusterState(connection, secrets, timeout, host.signal);
	} finally {
		host.done();
	}
}
