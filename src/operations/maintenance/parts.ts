import type { ClusterState, LiveMember } from '../cluster-state.ts';
import type { EtcdQuestion } from '../etcd-call.ts';
import type { EtcdCondition, Plan, Step } from '../plan.ts';
import { liveVoters } from '../cluster-state.ts';

/** What a call takes that does not wait for data. */
export const callMs = 30_000;
/** Until a member is healthy again after something was done to it. */
export const settleMs = 120_000;

/** A plan for the cluster that was seen. Its id says when it was made, and what it is for. */
export function planFor(
	{ name, id, isProduction, takenAt }: ClusterState,
	kind: string,
	parts: Pick<Plan, 'title' | 'notes' | 'steps' | 'losses'>,
): Plan {
	const time = new Date(takenAt).toISOString().replace(/[-:]/g, '').replace(/[T.]/g, '-').replace('Z', '');
	return { id: `${time}-${kind}`, cluster: { name, id, isProduction }, createdAt: takenAt, ...parts };
}

/** One question to the cluster, at every voter that answered: whoever is there then tells. */
export function ofCluster(state: ClusterState, question: EtcdQuestion): EtcdCondition {
	return { kind: 'etcd', endpoints: liveVoters(state).map(({ endpoint }) => endpoint), question };
}

export function ofMember({ endpoint }: LiveMember, question: EtcdQuestion): EtcdCondition {
	return { kind: 'etcd', endpoints: [endpoint], question };
}

/** Every voter that answered when the plan was made answers and reads, whatever alarms were raised by then. */
export function healthy(state: ClusterState): EtcdCondition {
	const despite = [...new Set(state.alarms.map(({ alarm }) => alarm))];
	return ofCluster(state, { name: 'healthy', ...(despite.length > 0 && { despite }) });
}

/** Ids of steps, each once. */
export function numbered(steps: readonly Step[]): Step[] {
	const seen = new Map<string, number>();
	return steps.map(step => {
		const count = (seen.get(step.id) ?? 0) + 1;
		seen.set(step.id, count);
		return count === 1 ? step : { ...step, id: `${step.id}-${count}` };
	});
}
