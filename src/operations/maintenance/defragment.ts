import { formatBytes } from '../../core/bytes.ts';
import { ExpectedError } from '../../core/errors.ts';
import { compareVersions, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import {
	demandQuorum,
	isLive,
	leaderOf,
	liveVoters,
	memberNamed,
	nameOf,
	silences,
	voters,
	type ClusterState,
	type LiveMember,
} from '../cluster-state.ts';
import { etcdctl } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { moveLeaderStep } from './move-leader.ts';
import { healthy, ofMember, planFor, settleMs } from './parts.ts';

/** Defragments one member after another, or only those named; the leader last, after it has handed on the leadership. */
export function defragmentPlan(state: ClusterState, wanted: readonly string[] = []): Plan {
	const members = membersToDefragment(state, wanted);
	return planFor(state, 'defragment', {
		title:
			members.length === 1
				? t('Defragment {0}', nameOf(members[0] ?? { name: '', id: '' }))
				: t('Defragment {0} members', members.length),
		notes: [...gains(members), ...warnings(state, members)],
		steps: defragmentSteps(state, members),
		losses: [],
	});
}

/** Those that take part and answer: with one down, another one standing still could cost the quorum. */
export function membersToDefragment(state: ClusterState, wanted: readonly string[]): LiveMember[] {
	demandQuorum(state);
	const named = wanted.map(name => memberNamed(state, name));
	const all = named.length > 0 ? named : voters(state);
	const silent = voters(state).filter(member => !isLive(member));
	if (silent.length > 0) {
		throw new ExpectedError(
			t(
				'No member is defragmented while another is away, because it stands still meanwhile. {0}',
				silences(state).join(' '),
			),
		);
	}
	const learner = all.find(({ isLearner }) => isLearner);
	if (learner) {
		throw new ExpectedError(t('{0} is a learner, which does not take this call.', nameOf(learner)));
	}
	const leader = leaderOf(state);
	const isLeader = ({ id }: LiveMember) => id === leader?.id;
	const live = all.filter(isLive);
	return [...live.filter(member => !isLeader(member)), ...live.filter(isLeader)];
}

export function defragmentSteps(state: ClusterState, members: readonly LiveMember[]): Step[] {
	const leader = leaderOf(state);
	return members.flatMap(member => {
		const [successor] = liveVoters(state).filter(({ id }) => id !== member.id);
		return member.id === leader?.id && successor
			? [moveLeaderStep(state, member, successor), defragmentStep(state, member)]
			: [defragmentStep(state, member)];
	});
}

function defragmentStep(state: ClusterState, member: LiveMember): Step {
	const isAlone = voters(state).length === 1;
	const precheck = healthy(state);
	return {
		id: `defragment-${member.id}`,
		title: t('Defragment {0}', nameOf(member)),
		action: { kind: 'etcd', endpoint: member.endpoint, memberId: member.id, call: { name: 'defragment' } },
		command: etcdctl(state, member.endpoint, 'defrag'),
		precheck: isAlone ? precheck : { kind: 'all', conditions: [precheck, ofMember(member, { name: 'not-leader' })] },
		postcheck: healthy(state),
		undo: t('There is nothing to take back: only free pages are given up.'),
		canRepeat: true,
		// It copies what is in use; a slow disk writes some MB a second.
		timeoutMs: settleMs + member.status.dbSizeInUseBytes / 2000,
	};
}

function gains(members: readonly LiveMember[]): string[] {
	const freeOf = ({ status }: LiveMember) => Math.max(0, status.dbSizeBytes - status.dbSizeInUseBytes);
	const total = members.reduce((sum, member) => sum + freeOf(member), 0);
	return [
		...members.map(member =>
			t(
				'{0}: {1}, of which {2} are in use; it would free {3}.',
				nameOf(member),
				formatBytes(member.status.dbSizeBytes),
				formatBytes(member.status.dbSizeInUseBytes),
				formatBytes(freeOf(member)),
			),
		),
		t('In all it would free {0}.', formatBytes(total)),
	];
}

function warnings(state: ClusterState, members: readonly LiveMember[]): string[] {
	return [
		voters(state).length === 1
			? t('There is one member only: nobody can read or write while it is defragmented.')
			: t('Each member stands still while it is defragmented; the others serve. Clients that retry notice nothing.'),
		t('Each member needs as much free disk space as it has in use.'),
		...bugNote(members),
	];
}

/** Source: etcd changelogs 3.4.38, 3.5.23 and 3.6.5. */
const fixedIn = ['3.4.38', '3.5.23', '3.6.5'].flatMap(text => parseVersion(text) ?? []);

function bugNote(members: readonly LiveMember[]): string[] {
	const hasBug = ({ status }: LiveMember) => {
		const version = parseVersion(status.version);
		const fixed = fixedIn.find(each => each.minor === version?.minor);
		return version !== undefined && fixed !== undefined && compareVersions(version, fixed) < 0;
	};
	return members.some(hasBug)
		? [
				t(
					'This version of etcd can damage a member that is defragmented while it receives a snapshot of the leader: do not begin while one lags behind.',
				),
			]
		: [];
}
