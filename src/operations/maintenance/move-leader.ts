import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import {
	demandQuorum,
	isLive,
	leaderOf,
	liveVoters,
	memberNamed,
	nameOf,
	type ClusterState,
	type LiveMember,
} from '../cluster-state.ts';
import { etcdctl } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { callMs, healthy, ofCluster, ofMember, planFor } from './parts.ts';

export function moveLeaderPlan(state: ClusterState, wanted?: string): Plan {
	demandQuorum(state);
	const leader = leaderOf(state);
	const target = wanted === undefined ? successorOf(state) : memberNamed(state, wanted);
	if (!leader || !target || !isLive(target) || target.isLearner) {
		throw new ExpectedError(t('There is no other voter that answers to hand the leadership to.'));
	}
	if (target.id === leader.id) {
		throw new ExpectedError(t('{0} leads already.', nameOf(target)));
	}
	return planFor(state, 'move-leader', {
		title: t('Move the leadership from {0} to {1}', nameOf(leader), nameOf(target)),
		notes: [t('Writes wait for some milliseconds while the leadership moves.')],
		steps: [
			{
				...moveLeaderStep(state, leader, target),
				doneWhen: ofCluster(state, { name: 'leader', memberId: target.id }),
				postcheck: ofCluster(state, { name: 'leader', memberId: target.id }),
			},
		],
		losses: [],
	});
}

/** Hands the leadership on, unless another member has it by then. The call goes to whoever leads. */
export function moveLeaderStep(state: ClusterState, leader: LiveMember, target: LiveMember): Step {
	return {
		id: 'move-leader',
		title: t('Move the leadership from {0} to {1}', nameOf(leader), nameOf(target)),
		action: {
			kind: 'etcd',
			endpoint: leader.endpoint,
			memberId: leader.id,
			call: { name: 'move-leader', targetId: target.id },
		},
		command: etcdctl(state, leader.endpoint, 'move-leader', target.id),
		doneWhen: ofMember(leader, { name: 'not-leader' }),
		precheck: healthy(state),
		postcheck: ofMember(leader, { name: 'not-leader' }),
		undo: etcdctl(state, target.endpoint, 'move-leader', leader.id),
		canRepeat: true,
		timeoutMs: callMs,
	};
}

/** The voter that is nearest to the leader. */
export function successorOf(state: ClusterState): LiveMember | undefined {
	const leader = leaderOf(state);
	return liveVoters(state)
		.filter(({ id }) => id !== leader?.id)
		.sort((a, b) => b.status.raftAppliedIndex - a.status.raftAppliedIndex)[0];
}
