import { formatBytes } from '../../core/bytes.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import {
	isLive,
	leaderOf,
	liveMembers,
	memberNamed,
	nameOf,
	type ClusterState,
	type LiveMember,
} from '../cluster-state.ts';
import { etcdctl, quoted } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { planFor } from './parts.ts';

export interface SnapshotOptions {
	/** By name, id or endpoint; without it a follower, so that the leader is not held up. */
	readonly member?: string;
	/** Where the file goes; must not be there yet. */
	readonly path: string;
	/** Where the catalogue is that older ones are removed from, and how many stay; without it none is removed. */
	readonly retention?: { readonly folder: string; readonly keep: number };
}

export function snapshotPlan(state: ClusterState, options: SnapshotOptions): Plan {
	const { retention } = options;
	const member = memberToAsk(state, options.member);
	return planFor(state, 'snapshot', {
		title: t('Save a snapshot of {0}', nameOf(member)),
		notes: [
			t('{0} has {1} in {2}.', nameOf(member), formatBytes(member.status.dbSizeBytes), member.endpoint),
			...(isCorrupt(state, member)
				? [t('Its alarm CORRUPT is raised: its data may differ from those of the others.')]
				: []),
			t('The file holds every value of the cluster, secrets included: it is written for this user alone (0600).'),
			t('The catalogue takes it only when its SHA-256, its structure and its revision are right.'),
		],
		steps: [
			...snapshotSteps(state, member, options.path),
			...(retention ? [pruneStep(state, retention.folder, retention.keep)] : []),
		],
		losses: [],
	});
}

/** Saves it and looks it through: two steps, so that what fails is told apart. */
export function snapshotSteps(state: ClusterState, member: LiveMember, path: string): Step[] {
	const { endpoint, status } = member;
	// A slow disk writes some MB a second.
	const timeoutMs = 300_000 + status.dbSizeBytes / 2000;
	return [
		{
			id: 'snapshot',
			title: t('Save the database of {0}', nameOf(member)),
			action: { kind: 'etcd', endpoint, memberId: member.id, call: { name: 'snapshot', path } },
			command: etcdctl(state, endpoint, 'snapshot', 'save', path),
			doneWhen: { kind: 'file', question: 'snapshot-saved', path },
			undo: t('Remove the file.'),
			canRepeat: true,
			timeoutMs,
		},
		{
			id: 'verify-snapshot',
			title: t('Look the snapshot through and take it into the catalogue'),
			action: {
				kind: 'file',
				operation: 'verify-snapshot',
				path,
				about: {
					cluster: state.name,
					clusterId: state.id,
					member: member.name,
					memberId: member.id,
					etcdVersion: status.version,
					takenAt: state.takenAt,
					atLeastRevision: status.revision,
				},
			},
			command: `quorum inspect ${quoted(path)} check`,
			postcheck: { kind: 'file', question: 'snapshot-verified', path },
			canRepeat: true,
			timeoutMs,
		},
	];
}

function pruneStep({ id }: ClusterState, folder: string, keep: number): Step {
	return {
		id: 'prune-snapshots',
		title: t('Keep the newest {0} snapshots of this cluster in {1} and remove older ones', keep, folder),
		action: { kind: 'file', operation: 'prune-snapshots', folder, clusterId: id, keep },
		command: `ls -t ${quoted(folder)}`,
		canRepeat: true,
		timeoutMs: 60_000,
	};
}

/** A follower has what the leader has, or a moment less. One whose data are said to be wrong is not asked unless it is named. */
export function memberToAsk(state: ClusterState, wanted: string | undefined): LiveMember {
	if (wanted !== undefined) {
		const member = memberNamed(state, wanted);
		if (!isLive(member)) {
			throw new ExpectedError(t('{0} does not answer: {1}', nameOf(member), member.silence ?? ''));
		}
		return member;
	}
	const leader = leaderOf(state);
	const sound = liveMembers(state).filter(member => !isCorrupt(state, member));
	const [member] = sound.sort(
		(a, b) => rankOf(a, leader) - rankOf(b, leader) || b.status.raftAppliedIndex - a.status.raftAppliedIndex,
	);
	if (!member) {
		throw new ExpectedError(
			liveMembers(state).length === 0
				? t('Not one member answers: there is nobody to take a snapshot from.')
				: t('Of every member that answers the alarm CORRUPT is raised: name the one whose data are right.'),
		);
	}
	return member;
}

function isCorrupt({ alarms }: ClusterState, { id }: LiveMember): boolean {
	return alarms.some(({ alarm, memberId }) => alarm === 'CORRUPT' && memberId === id);
}

/** A follower first, so that the leader is not held up; a learner last. */
function rankOf({ id, isLearner }: LiveMember, leader: LiveMember | undefined): number {
	return isLearner ? 2 : id === leader?.id ? 1 : 0;
}
