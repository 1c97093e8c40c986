import { ExpectedError } from '../../core/errors.ts';
import { sameUrl } from '../../core/members.ts';
import { quorumOf } from '../../core/quorum.ts';
import { t } from '../../core/words.ts';
import {
	demandQuorum,
	isLive,
	labelOf,
	leaderOf,
	liveVoters,
	memberNamed,
	nameOf,
	voters,
	type ClusterState,
	type LiveMember,
	type MemberState,
} from '../cluster-state.ts';
import { etcdctl } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { moveLeaderStep } from './move-leader.ts';
import { callMs, healthy, ofCluster, planFor, settleMs } from './parts.ts';
import { memberToAsk, snapshotSteps } from './snapshot.ts';

/** etcd promotes from this share on. Source: etcd, `readyPercentThreshold`. */
const readyRatio = 0.9;
/** A large database over a slow network takes its time. */
const catchUpMs = 1_800_000;

/** `3 voters, 2 needed, 1 failure survived`. */
export function arithmetic(count: number): string {
	const survived = count - quorumOf(count);
	if (survived === 1) {
		return t('{0} voters, {1} needed, one failure survived', count, quorumOf(count));
	}
	return survived === 0
		? t('{0} voters, {1} needed, no failure survived', count, quorumOf(count))
		: t('{0} voters, {1} needed, {2} failures survived', count, quorumOf(count), survived);
}

export function addMemberPlan(state: ClusterState, name: string, peerUrl: string): Plan {
	demandQuorum(state);
	demandPeerUrl(peerUrl);
	refuseSecondLearner(state);
	const known = state.members.find(member => member.name === name || hasPeerUrl(member, peerUrl));
	if (known) {
		throw new ExpectedError(t('{0} is a member already, with {1}.', labelOf(known), known.peerUrls.join(', ')));
	}
	const count = voters(state).length;
	return planFor(state, 'member-add', {
		title: t('Add the member {0}', name),
		notes: [
			t('Now: {0}.', arithmetic(count)),
			t('As a learner it changes nothing of that; once promoted: {0}.', arithmetic(count + 1)),
			...((count + 1) % 2 === 0 ? [t('An even number of voters survives no more failures than one fewer.')] : []),
		],
		steps: addSteps(state, name, peerUrl, state.members),
		losses: [],
	});
}

export function promotePlan(state: ClusterState, wanted: string): Plan {
	demandQuorum(state);
	const member = memberNamed(state, wanted);
	if (!member.isLearner) {
		throw new ExpectedError(t('{0} is a voter already.', labelOf(member)));
	}
	return planFor(state, 'member-promote', {
		title: t('Promote {0} to a voter', nameOf(member)),
		notes: [
			matchNote(state, member),
			t('Now: {0}. After it: {1}.', arithmetic(voters(state).length), arithmetic(voters(state).length + 1)),
		],
		steps: [promoteStep(state, nameOf(member), member.peerUrls[0] ?? '')],
		losses: [],
	});
}

function matchNote(state: ClusterState, member: MemberState): string {
	const newest = Math.max(1, ...liveVoters(state).map(({ status }) => status.raftIndex));
	return member.status
		? t(
				'It has applied {0} of {1} entries ({2} %); etcd promotes from {3} % on.',
				member.status.raftAppliedIndex,
				newest,
				Math.floor((member.status.raftAppliedIndex / newest) * 100),
				readyRatio * 100,
			)
		: t('{0} does not answer: {1}', labelOf(member), member.silence ?? t('it has never started'));
}

export function updateMemberPlan(state: ClusterState, wanted: string, peerUrls: readonly string[]): Plan {
	demandQuorum(state);
	peerUrls.forEach(demandPeerUrl);
	const member = memberNamed(state, wanted);
	const taken = state.members.find(each => each.id !== member.id && peerUrls.some(url => hasPeerUrl(each, url)));
	if (taken || peerUrls.length === 0) {
		throw new ExpectedError(taken ? t('{0} has that peer URL.', labelOf(taken)) : t('Name at least one peer URL.'));
	}
	const endpoint = endpointToAsk(state, member);
	const isUpdated = ofCluster(state, { name: 'peer-urls', memberId: member.id, peerUrls });
	return planFor(state, 'member-update', {
		title: t('Change the peer URLs of {0}', nameOf(member)),
		notes: [
			t('Now: {0}. After it: {1}.', member.peerUrls.join(', '), peerUrls.join(', ')),
			t(
				'The others connect to the new URL at once: {0} must listen there, or the cluster is one member short ({1}).',
				nameOf(member),
				arithmetic(voters(state).length),
			),
		],
		steps: [
			{
				id: 'member-update',
				title: t('Change the peer URLs of {0}', nameOf(member)),
				action: { kind: 'etcd', endpoint, call: { name: 'member-update', memberId: member.id, peerUrls } },
				command: etcdctl(state, endpoint, 'member', 'update', member.id, `--peer-urls=${peerUrls.join(',')}`),
				doneWhen: isUpdated,
				precheck: ofCluster(state, { name: 'quorum-without', memberId: member.id }),
				postcheck: isUpdated,
				undo: etcdctl(state, endpoint, 'member', 'update', member.id, `--peer-urls=${member.peerUrls.join(',')}`),
				canRepeat: true,
				timeoutMs: callMs,
			},
		],
		losses: [],
	});
}

export function removeMemberPlan(state: ClusterState, wanted: string): Plan {
	const member = memberNamed(state, wanted);
	return planFor(state, 'member-remove', {
		title: t('Remove the member {0}', nameOf(member)),
		notes: removalNotes(state, member),
		steps: removeSteps(state, member),
		losses: [
			t(
				'What is on the disk of {0} cannot take part again: it must be emptied before a member starts there.',
				nameOf(member),
			),
		],
	});
}

export interface ReplaceOptions {
	readonly member: string;
	/** The name and peer URL of the new one; those of the old one when it returns on the same host. */
	readonly name?: string;
	readonly peerUrl?: string;
	readonly snapshotPath: string;
}

/** A failed member for a new one: kept, out, in as a learner, promoted when it has caught up. */
export function replaceMemberPlan(state: ClusterState, options: ReplaceOptions): Plan {
	const member = memberNamed(state, options.member);
	const name = options.name ?? member.name;
	const peerUrl = options.peerUrl ?? member.peerUrls[0] ?? '';
	demandPeerUrl(peerUrl);
	refuseSecondLearner(state, member.id);
	if (name === '') {
		throw new ExpectedError(t('{0} has never started and has no name: name the new one.', labelOf(member)));
	}
	const others = state.members.filter(({ id }) => id !== member.id);
	const known = others.find(each => each.name === name || hasPeerUrl(each, peerUrl));
	if (known) {
		throw new ExpectedError(t('{0} is a member already, with {1}.', labelOf(known), known.peerUrls.join(', ')));
	}
	return planFor(state, 'member-replace', {
		title: t('Replace the member {0}', nameOf(member)),
		notes: [
			isLive(member)
				? t('{0} answers: only replace it when its data or its host are bad.', labelOf(member))
				: t('{0} does not answer: {1}', labelOf(member), member.silence ?? t('it has never started')),
			...removalNotes(state, member),
			t(
				'Until the new one is promoted: {0}; then {1}.',
				arithmetic(others.filter(({ isLearner }) => !isLearner).length),
				arithmetic(voters(state).length),
			),
		],
		steps: [
			...snapshotSteps(state, memberToAsk(without(state, member), undefined), options.snapshotPath),
			...removeSteps(state, member),
			emptyStep(member),
			...addSteps(without(state, member), name, peerUrl, others),
		],
		losses: [
			t('The data directory of {0} is moved aside; what it alone has, the cluster never agreed on.', nameOf(member)),
		],
	});
}

/** The cluster as it is once that member is out. */
function without(state: ClusterState, { id }: MemberState): ClusterState {
	return { ...state, members: state.members.filter(member => member.id !== id) };
}

function removalNotes(state: ClusterState, member: MemberState): string[] {
	const count = voters(state).length;
	return member.isLearner
		? [t('It is a learner: the quorum stays as it is ({0}).', arithmetic(count))]
		: [t('Now: {0}. Without {1}: {2}.', arithmetic(count), nameOf(member), arithmetic(count - 1))];
}

function removeSteps(state: ClusterState, member: MemberState): Step[] {
	demandQuorum(state);
	refuseLosingQuorum(state, member);
	const endpoint = endpointToAsk(state, member);
	const isGone = ofCluster(without(state, member), { name: 'member-gone', memberId: member.id });
	const step: Step = {
		id: 'member-remove',
		title: t('Remove {0} from the cluster', labelOf(member)),
		action: { kind: 'etcd', endpoint, call: { name: 'member-remove', memberId: member.id } },
		command: etcdctl(state, endpoint, 'member', 'remove', member.id),
		doneWhen: isGone,
		precheck: ofCluster(without(state, member), { name: 'quorum-without', memberId: member.id }),
		postcheck: { kind: 'all', conditions: [isGone, healthy(without(state, member))] },
		undo: t('Add it again as a new member, with an empty data directory.'),
		canRepeat: false,
		timeoutMs: settleMs,
	};
	const leader = leaderOf(state);
	const [successor] = liveVoters(without(state, member));
	return leader && leader.id === member.id && successor ? [moveLeaderStep(state, leader, successor), step] : [step];
}

/** Removing a member must leave as many that answer as the rest need. */
function refuseLosingQuorum(state: ClusterState, member: MemberState): void {
	const staying = voters(without(state, member));
	const alive = staying.filter(isLive).length;
	if (staying.length === 0 || alive < quorumOf(staying.length)) {
		throw new ExpectedError(
			t(
				'Without {0} the cluster would have no quorum: {1} of {2} voters answer, and {3} are needed.',
				labelOf(member),
				alive,
				staying.length,
				quorumOf(staying.length),
			),
		);
	}
}

function emptyStep(member: MemberState): Step {
	return {
		id: 'empty',
		title: t('Stop the old member and move its data aside'),
		action: {
			kind: 'manual',
			instructions: [
				t(
					'On the host of {0}: stop etcd; a static pod stops when its manifest is moved out of /etc/kubernetes/manifests.',
					nameOf(member),
				),
				t('Move the folder member of its data directory aside (/var/lib/etcd/member with kubeadm); do not delete it.'),
				t('Where the host is lost, there is nothing to do.'),
			],
		},
		command: 'mv /var/lib/etcd/member "/var/lib/etcd-member-$(date -u +%Y%m%dT%H%M%SZ)"',
		undo: t('Nothing refers to that folder any more; it may be moved back where it was.'),
		canRepeat: true,
		timeoutMs: callMs,
	};
}

function addSteps(state: ClusterState, name: string, peerUrl: string, others: readonly MemberState[]): Step[] {
	const endpoint = endpointToAsk(state, undefined);
	const ref = { peerUrl };
	return [
		{
			id: 'member-add',
			title: t('Add {0} as a learner', name),
			action: { kind: 'etcd', endpoint, call: { name: 'member-add', peerUrls: [peerUrl], isLearner: true } },
			command: etcdctl(state, endpoint, 'member', 'add', name, '--learner', `--peer-urls=${peerUrl}`),
			doneWhen: ofCluster(state, { name: 'member-listed', member: ref }),
			precheck: healthy(state),
			postcheck: ofCluster(state, { name: 'member-listed', member: ref }),
			undo: t('Remove it again: quorum member remove.'),
			canRepeat: false,
			timeoutMs: callMs,
		},
		startStep(state, name, peerUrl, others),
		promoteStep(state, name, peerUrl),
	];
}

function startStep(state: ClusterState, name: string, peerUrl: string, others: readonly MemberState[]): Step {
	const initial = [...others.map(each => `${nameOf(each)}=${each.peerUrls[0] ?? ''}`), `${name}=${peerUrl}`].join(',');
	const flags = [
		`--name=${name}`,
		`--initial-advertise-peer-urls=${peerUrl}`,
		`--initial-cluster=${initial}`,
		'--initial-cluster-state=existing',
	];
	const hasStarted = ofCluster(state, { name: 'caught-up', member: { peerUrl }, ratio: 0 });
	return {
		id: 'start',
		title: t('Start {0}', name),
		action: {
			kind: 'manual',
			instructions: [
				t('On the host of {0}: see that its data directory is empty, and that its certificates are there.', name),
				t('Start etcd with {0}; the other flags as on the other members.', flags.join(' ')),
				t(
					'With kubeadm: write them into the manifest, and move it into /etc/kubernetes/manifests on the same filesystem.',
				),
			],
		},
		command: ['etcd', ...flags].join(' '),
		doneWhen: hasStarted,
		postcheck: ofCluster(state, { name: 'caught-up', member: { peerUrl }, ratio: readyRatio }),
		undo: t('Stop it, and remove the member again: quorum member remove.'),
		canRepeat: true,
		timeoutMs: catchUpMs,
	};
}

/** Waits until the learner has caught up, for as long as that takes; etcd refuses it before. */
function promoteStep(state: ClusterState, name: string, peerUrl: string): Step {
	const endpoint = endpointToAsk(state, undefined);
	const member = { peerUrl };
	const isVoter = ofCluster(state, { name: 'member-listed', member, isLearner: false });
	return {
		id: 'member-promote',
		title: t('Promote {0} to a voter', name),
		action: { kind: 'etcd', endpoint, call: { name: 'member-promote', member } },
		command: etcdctl(state, endpoint, 'member', 'promote', t('ID of {0}', name)),
		doneWhen: isVoter,
		precheck: ofCluster(state, { name: 'caught-up', member, ratio: readyRatio }),
		postcheck: { kind: 'all', conditions: [isVoter, healthy(state)] },
		undo: t('A voter does not become a learner again: remove it, and add it anew.'),
		canRepeat: true,
		timeoutMs: settleMs,
	};
}

/** A voter that stays; what goes to the one that leaves would be cut off. */
function endpointToAsk(state: ClusterState, leaving: MemberState | undefined): string {
	const leader = leaderOf(state);
	const staying = liveVoters(state).filter(({ id }) => id !== leaving?.id);
	const found: LiveMember | undefined = staying.find(({ id }) => id === leader?.id) ?? staying[0];
	if (!found) {
		throw new ExpectedError(t('Not one voter that stays answers.'));
	}
	return found.endpoint;
}

/** etcd takes one learner at a time unless it is told otherwise. */
function refuseSecondLearner({ members }: ClusterState, except?: string): void {
	const learner = members.find(({ id, isLearner }) => isLearner && id !== except);
	if (learner) {
		throw new ExpectedError(t('{0} is a learner still: promote or remove it first.', labelOf(learner)));
	}
}

function hasPeerUrl({ peerUrls }: MemberState, url: string): boolean {
	return peerUrls.some(own => sameUrl(own, url));
}

function demandPeerUrl(url: string): void {
	const parsed = URL.parse(url);
	if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.port === '' || parsed.pathname !== '/') {
		throw new ExpectedError(t('"{0}" is no peer URL: it should read like https://10.0.0.1:2380.', url));
	}
}
