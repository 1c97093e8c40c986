import { formatBytes } from './bytes.ts';
import type { ClusterApiRow, TreeOptions } from './cluster-api-tree.ts';
import { isControlPlaneMachine, nodeNameOfMachine } from './cluster-api.ts';
import { drainBlockersOf } from './drain-blockers.ts';
import type { Facts } from './facts.ts';
import { containerStatusesOf, controlPlanePods, nodeNameOf, phaseOf } from './kubernetes-pods.ts';
import { conditionOf, type KubeObject, labelOf, referenceOf } from './kubernetes.ts';
import { remediationRules, waitsForRemediation } from './remediation.ts';
import { answersOf } from './reply.ts';
import { t } from './words.ts';

/** What the workload cluster of a Cluster tells of itself. */
export type Workload = Pick<Facts, 'nodes' | 'pods' | 'podDisruptionBudgets' | 'volumeAttachments'> &
	Partial<Pick<Facts, 'memberLists' | 'statuses'>>;

/** What is under a Machine in its own cluster, which `clusterctl` does not show: its node, member and static pods, and what keeps it. */
export function workloadRows(
	machine: KubeObject,
	{ workload, now }: Pick<TreeOptions, 'workload' | 'now'>,
	controlPlane: KubeObject | undefined,
	machines: readonly KubeObject[],
): ClusterApiRow[] {
	const ruled = controlPlane ? remediationRows(machine, controlPlane, machines, now) : [];
	const nodeName = nodeNameOfMachine(machine);
	if (workload === undefined || nodeName === undefined) {
		return ruled;
	}
	const node = workload.nodes.objects.find(({ metadata }) => metadata.name === nodeName);
	// One that lost its owner in a restore still has its label.
	const isControlPlane = controlPlane !== undefined || isControlPlaneMachine(machine);
	return [
		nodeRow(nodeName, node),
		...(isControlPlane ? memberRows(nodeName, workload) : []),
		...(isControlPlane ? podRows(nodeName, workload) : []),
		...(machine.metadata.deletionTimestamp === undefined ? [] : blockerRows(nodeName, workload)),
		...ruled,
	];
}

function nodeRow(name: string, node: KubeObject | undefined): ClusterApiRow {
	if (node === undefined) {
		return { label: `Node/${name}`, status: t('not found'), tone: 'bad', children: [] };
	}
	const ready = conditionOf(node, 'Ready');
	return {
		label: `Node/${name}`,
		object: referenceOf(node),
		...(ready && {
			status: `Ready: ${ready.status}`,
			reason: ready.reason,
			since: ready.lastTransitionTime,
			message: ready.status === 'True' ? '' : ready.message,
		}),
		tone: ready?.status === 'True' ? 'good' : ready?.status === 'False' ? 'bad' : 'unknown',
		children: [],
	};
}

/** The member of this name, and what its own status says. Without a member list nothing is said of it. */
function memberRows(nodeName: string, { memberLists = [], statuses = [] }: Workload): ClusterApiRow[] {
	const [list] = answersOf(memberLists);
	if (list === undefined) {
		return [];
	}
	// K3s and RKE2 append eight hexadecimal digits to the name of the node.
	const member = list.answer.members.find(
		({ name }) => name === nodeName || name.replace(/-[0-9a-f]{8}$/, '') === nodeName,
	);
	if (member === undefined) {
		return [{ label: t('etcd member'), status: t('not found'), tone: 'bad', children: [] }];
	}
	const status = answersOf(statuses).find(({ answer }) => answer.memberId === member.id)?.answer;
	const role = member.isLearner
		? t('learner')
		: status?.leaderId === member.id
			? t('leader')
			: status
				? t('follower')
				: t('no answer');
	const parts = [role, ...(status ? [status.version, formatBytes(status.dbSizeBytes)] : [])];
	return [
		{
			label: `${t('etcd member')} ${member.id}`,
			status: parts.join(', '),
			tone: status ? 'good' : 'unknown',
			children: [],
		},
	];
}

function podRows(nodeName: string, { pods }: Workload): ClusterApiRow[] {
	return controlPlanePods(pods.objects)
		.filter(pod => nodeNameOf(pod) === nodeName)
		.map(pod => {
			const statuses = containerStatusesOf(pod);
			const waiting = statuses.find(each => each.waiting)?.waiting;
			const restarts = statuses.reduce((sum, each) => sum + each.restarts, 0);
			const isReady = statuses.length > 0 && statuses.every(each => each.ready);
			return {
				label: `Pod/${pod.metadata.name}`,
				object: referenceOf(pod),
				status: isReady ? 'Ready' : phaseOf(pod),
				...(waiting && { reason: waiting.reason, message: waiting.message }),
				...(!waiting && restarts > 0 && { message: t('{0} restarts', restarts) }),
				tone: isReady ? 'good' : 'bad',
				children: [],
			};
		});
}

function blockerRows(nodeName: string, workload: Workload): ClusterApiRow[] {
	return drainBlockersOf(nodeName, workload).map(({ object, message }) => ({
		label: labelOf(referenceOf(object)),
		object: referenceOf(object),
		status: t('blocks the drain'),
		message,
		tone: 'warning',
		children: [],
	}));
}

/** Of a Machine that waits to be remediated: each rule, and whether it lets that happen. */
function remediationRows(
	machine: KubeObject,
	controlPlane: KubeObject,
	machines: readonly KubeObject[],
	now: number,
): ClusterApiRow[] {
	if (!waitsForRemediation(machine)) {
		return [];
	}
	const rules = remediationRules(machine, controlPlane, machines, now).map(({ isMet, words }): ClusterApiRow => ({
		label: `${isMet ? '✓' : '✗'} ${words}`,
		tone: isMet ? 'good' : 'bad',
		children: [],
	}));
	return [{ label: t('Remediation'), tone: 'plain', children: rules }];
}
