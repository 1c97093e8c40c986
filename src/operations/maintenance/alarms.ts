import { formatBytes } from '../../core/bytes.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { Alarm } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import {
	demandQuorum,
	leaderOf,
	liveVoters,
	memberNamed,
	nameOf,
	type ClusterState,
	type LiveMember,
} from '../cluster-state.ts';
import { etcdctl } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { compactionLoss, compactionNotes, compactStep, newestRevision } from './compact.ts';
import { defragmentSteps, membersToDefragment } from './defragment.ts';
import { callMs, ofCluster, ofMember, planFor, settleMs } from './parts.ts';
import { memberToAsk, snapshotSteps } from './snapshot.ts';

/** Disarms what is raised, of one kind and perhaps of one member, and nothing else. */
export function disarmPlan(state: ClusterState, alarm: Alarm['alarm'], wanted?: string): Plan {
	demandQuorum(state);
	const memberId = wanted === undefined ? undefined : memberNamed(state, wanted).id;
	const raised = state.alarms.filter(each => each.alarm === alarm && (memberId ?? each.memberId) === each.memberId);
	if (raised.length === 0) {
		throw new ExpectedError(t('The alarm {0} is not raised.', alarm));
	}
	return planFor(state, 'disarm', {
		title: t('Disarm the alarm {0}', alarm),
		notes: [
			...(alarm === 'NOSPACE'
				? [
						t(
							'A member that is still over its quota raises it again at the next write: free space first (quorum alarm resolve).',
						),
					]
				: []),
			...othersNote(state, raised),
		],
		steps: raised.map(each => disarmStep(state, each)),
		losses:
			alarm === 'CORRUPT'
				? [
						t(
							'The alarm says that the data of a member differ. Disarmed, clients may read wrong data: replace the member first.',
						),
					]
				: [],
	});
}

/** Who types the command disarms more than the plan does. */
function othersNote({ alarms }: ClusterState, disarmed: readonly Alarm[]): string[] {
	const others = alarms.filter(alarm => !disarmed.includes(alarm));
	return others.length === 0
		? []
		: [
				t(
					'Other alarms are raised and stay: {0}. The command of etcdctl would disarm them as well: do not type it.',
					others.map(({ alarm, memberId }) => `${alarm} ${memberId}`).join(', '),
				),
			];
}

function disarmStep(state: ClusterState, { memberId, alarm }: Alarm): Step {
	const endpoint = (leaderOf(state) ?? liveVoters(state)[0])?.endpoint ?? '';
	const isGone = ofCluster(state, { name: 'no-alarm', alarm, memberId });
	const member = state.members.find(({ id }) => id === memberId);
	return {
		id: `disarm-${memberId}-${alarm}`,
		title: t('Disarm the alarm {0} of {1}', alarm, member ? nameOf(member) : memberId),
		action: { kind: 'etcd', endpoint, call: { name: 'disarm', memberId, alarm } },
		command: etcdctl(state, endpoint, 'alarm', 'disarm'),
		doneWhen: isGone,
		postcheck: isGone,
		undo: t('A member raises it again by itself when there is reason.'),
		canRepeat: true,
		timeoutMs: callMs,
	};
}

export interface NospaceOptions {
	/** Where the snapshot goes. */
	readonly snapshotPath: string;
	/** The quota to raise to; without it the quota stays, which is right where compacting frees enough. */
	readonly quotaBytes?: number;
	/** Where a member's quota is written, as its files were found: `etcd.yaml:34`. */
	placeOf(member: LiveMember): string | undefined;
}

/** Source: etcd's documentation advises against more than 8 GiB. */
const largestQuotaBytes = 8 * 1024 ** 3;

/** Out of NOSPACE: keep what is there, free what can be freed, make room, and only then let writes in again. */
export function nospacePlan(state: ClusterState, options: NospaceOptions): Plan {
	const raised = state.alarms.filter(({ alarm }) => alarm === 'NOSPACE');
	if (raised.length === 0) {
		throw new ExpectedError(t('The alarm {0} is not raised.', 'NOSPACE'));
	}
	const { quotaBytes } = options;
	const members = membersToDefragment(state, []);
	const revision = newestRevision(state);
	if (quotaBytes !== undefined) {
		demandLarger(members, quotaBytes);
	}
	return planFor(state, 'nospace', {
		title: t('Free space and lift the alarm NOSPACE'),
		notes: [
			...members.map(usage),
			...compactionNotes(revision, revision),
			...othersNote(state, raised),
			...(quotaBytes !== undefined && quotaBytes > largestQuotaBytes
				? [t('etcd advises against a quota above {0}.', formatBytes(largestQuotaBytes))]
				: []),
		],
		steps: [
			...snapshotSteps(state, memberToAsk(state, undefined), options.snapshotPath),
			compactStep(state, revision),
			...defragmentSteps(state, members),
			...(quotaBytes === undefined ? [] : members.map(member => quotaStep(member, quotaBytes, options))),
			...raised.map(alarm => disarmStep(state, alarm)),
		],
		losses: [compactionLoss(revision)],
	});
}

function usage(member: LiveMember): string {
	const { dbSizeBytes, dbSizeInUseBytes } = member.status;
	const quota = member.quotaBytes === undefined ? t('unknown') : formatBytes(member.quotaBytes);
	return t(
		'{0}: {1}, of which {2} are in use, of a quota of {3}.',
		nameOf(member),
		formatBytes(dbSizeBytes),
		formatBytes(dbSizeInUseBytes),
		quota,
	);
}

function demandLarger(members: readonly LiveMember[], quotaBytes: number): void {
	const larger = members.find(member => (member.quotaBytes ?? 0) > quotaBytes);
	if (larger) {
		throw new ExpectedError(t('{0} has a quota of {1} already.', nameOf(larger), formatBytes(larger.quotaBytes ?? 0)));
	}
}

/** The file is on the member's host, where nothing of ours is: people edit it, and we see when the quota is in force. */
function quotaStep(member: LiveMember, quotaBytes: number, { placeOf }: NospaceOptions): Step {
	const place = placeOf(member);
	const inForce = ofMember(member, { name: 'quota-at-least', bytes: quotaBytes });
	const flag = `--quota-backend-bytes=${quotaBytes}`;
	return {
		id: `quota-${member.id}`,
		title: t('Raise the quota of {0} to {1}', nameOf(member), formatBytes(quotaBytes)),
		action: {
			kind: 'manual',
			instructions: [
				place === undefined
					? t(
							'On the host of {0}, set {1} where etcd is configured: /etc/kubernetes/manifests/etcd.yaml with kubeadm.',
							nameOf(member),
							flag,
						)
					: t('Set {1} in {2}, and bring that to the host of {0}.', nameOf(member), flag, place),
				t(
					'etcd restarts with it; a static pod does so by itself. Wait until {0} is healthy before the next member.',
					nameOf(member),
				),
				t('All members must have the same quota.'),
			],
		},
		command: flag,
		doneWhen: inForce,
		postcheck: {
			kind: 'all',
			conditions: [inForce, ofMember(member, { name: 'healthy', despite: ['NOSPACE'] })],
		},
		undo: t('Set the quota back in the same place.'),
		canRepeat: true,
		timeoutMs: settleMs,
	};
}
