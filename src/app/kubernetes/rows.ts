import { finish } from '../../adapters/breaths.ts';
import { etcdPodsIn, type EtcdPod } from '../../core/etcd-pods.ts';
import { reportingEvents } from '../../core/event-report.ts';
import type { EventLink } from '../../core/event-correlation.ts';
import type { EventGroup } from '../../core/event-groups.ts';
import type { EventFilter } from '../../core/event-filter.ts';
import type { KeptEvent } from '../../core/event-history.ts';
import type { Finding, Severity } from '../../core/finding.ts';
import {
	conditionOf,
	entriesOf,
	itemsOf,
	labelOf,
	numberOf,
	referenceOf,
	textOf,
	type KubeObject,
	type Listing,
	type ObjectReference,
} from '../../core/kubernetes.ts';
import { isControlPlane, isReady, kubeletVersionOf } from '../../core/kubernetes-nodes.ts';
import { containerStatusesOf, controlPlanePods, nodeNameOf, phaseOf } from '../../core/kubernetes-pods.ts';
import type { ResourceName } from '../../core/kubernetes-resources.ts';
import { ageOf } from '../../core/kubernetes-time.ts';
import type { MemberSummary } from '../../core/members.ts';
import { shortAge } from '../../core/short-age.ts';
import { t } from '../../core/words.ts';

/** One row below a cluster. */
export interface Row {
	/** Stable over updates, within its section. */
	readonly id: string;
	readonly label: string;
	readonly description: string;
	/** Missing where nothing is wrong. */
	readonly severity?: Severity;
	readonly isUnknown?: boolean;
	readonly tooltip?: string;
	/** What a click shows. */
	readonly object?: ObjectReference;
	readonly children: readonly Row[];
}

export const sectionNames = ['controlPlane', 'etcd', 'nodes', 'workloads', 'events'] as const;
export type SectionName = (typeof sectionNames)[number];

/** What each section watches, and which objects it holds of that. */
export const sectionLists: Readonly<Record<SectionName, readonly ResourceName[]>> = {
	controlPlane: ['nodes', 'leases', 'pods'],
	etcd: ['pods'],
	nodes: ['nodes'],
	workloads: ['pods'],
	events: ['kubeEvents'],
};

/** Of tens of thousands of pods those are held that some section shows. */
export function isShown(object: KubeObject): boolean {
	switch (object.kind) {
		case 'Pod':
			return (
				['kube-system', 'openshift-etcd'].includes(object.metadata.namespace ?? '') || troubleOf(object) !== undefined
			);
		case 'Lease':
			return object.metadata.namespace === 'kube-system';
		default:
			return true;
	}
}

export interface Surroundings {
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly cluster: string;
	/** Of the latest run, to tell which pod leads. */
	readonly members: readonly MemberSummary[];
	/** Of the latest run, to tell what events have to do with. */
	readonly findings?: readonly Finding[];
	/** Which events are wanted. */
	readonly filter?: EventFilter;
	/** Events that the API server has forgotten. */
	readonly kept?: readonly KeptEvent[];
}

export type Lists = Partial<Readonly<Record<ResourceName, readonly KubeObject[]>>>;

export async function rowsOf(section: SectionName, lists: Lists, around: Surroundings): Promise<Row[]> {
	const { nodes = [], pods = [], leases = [], kubeEvents = [] } = lists;
	switch (section) {
		case 'controlPlane':
			return [...leaderRows(leases, around), ...nodes.filter(isControlPlane).map(node => planeRow(node, pods))];
		case 'etcd':
			return etcdPodsIn(pods).map(pod => memberRow(pod, pods, around));
		case 'nodes':
			return nodes.map(nodeRow);
		case 'workloads':
			return pods.flatMap(pod => podRows(pod, around)).sort((a, b) => a.label.localeCompare(b.label));
		case 'events':
			return eventRows(kubeEvents, around);
	}
}

/** Who leads of the components that one instance leads. */
function leaderRows(leases: readonly KubeObject[], { now }: Surroundings): Row[] {
	const leading = ['kube-controller-manager', 'kube-scheduler'];
	return leases
		.filter(({ metadata }) => metadata.namespace === 'kube-system' && leading.includes(metadata.name))
		.map(lease => {
			const holder = textOf(lease, 'spec', 'holderIdentity')?.replace(/_.*$/, '') ?? '';
			const age = ageOf(now, textOf(lease, 'spec', 'renewTime')) ?? Infinity;
			const isLost = age > (numberOf(lease, 'spec', 'leaseDurationSeconds') ?? 15) * 1000;
			return {
				id: `lease/${lease.metadata.name}`,
				label: lease.metadata.name,
				description: isLost ? t('no leader since {0}', shortAge(age)) : t('led by {0}', holder),
				...(isLost && { severity: 'error' as const }),
				object: referenceOf(lease),
				children: [],
			};
		});
}

function planeRow(node: KubeObject, pods: readonly KubeObject[]): Row {
	const own = controlPlanePods(pods).filter(pod => nodeNameOf(pod) === node.metadata.name);
	const children = own.map(staticPodRow);
	const missing = own.length === 0;
	return {
		...nodeRow(node),
		id: `plane/${node.metadata.name}`,
		...(missing && { description: t('no static pod is to be seen') }),
		children,
	};
}

function staticPodRow(pod: KubeObject): Row {
	const statuses = containerStatusesOf(pod);
	const restarts = statuses.reduce((sum, each) => sum + each.restarts, 0);
	const trouble = troubleOf(pod);
	const flags = itemsOf(pod, 'spec', 'containers').flatMap(container =>
		[...itemsOf(container, 'command'), ...itemsOf(container, 'args')].filter(word => typeof word === 'string'),
	);
	return {
		id: `pod/${pod.metadata.name}`,
		label: pod.metadata.name,
		description: [trouble ?? t('ready'), ...(restarts > 0 ? [t('{0} restarts', restarts)] : [])].join(', '),
		...(trouble !== undefined && { severity: 'error' }),
		object: referenceOf(pod),
		children: flags
			.filter(flag => flag.startsWith('--'))
			.map((flag, index) => ({ id: `flag/${pod.metadata.name}/${index}`, label: flag, description: '', children: [] })),
	};
}

function memberRow(pod: EtcdPod, pods: readonly KubeObject[], { members }: Surroundings): Row {
	const object = pods.find(({ metadata }) => metadata.name === pod.name && metadata.namespace === pod.namespace);
	const trouble = object && troubleOf(object);
	const member = members.find(({ name }) => name === pod.memberName);
	const words = [
		...(member && member.role !== 'unknown' ? [roleInWords(member.role)] : []),
		...(member?.version === undefined ? [] : [member.version]),
		trouble ?? t('pod ready'),
		t('on {0}', pod.node),
	];
	return {
		id: `member/${pod.name}`,
		label: pod.memberName,
		description: words.join(', '),
		tooltip: `${pod.namespace}/${pod.name}\n${pod.clientUrl}`,
		...(trouble !== undefined && { severity: 'error' }),
		...(object && { object: referenceOf(object) }),
		children: [],
	};
}

function roleInWords(role: 'leader' | 'follower' | 'learner'): string {
	return { leader: t('leader'), follower: t('follower'), learner: t('learner') }[role];
}

function nodeRow(node: KubeObject): Row {
	const ready = conditionOf(node, 'Ready');
	const roles = entriesOf(node, 'metadata', 'labels').flatMap(([label]) =>
		label.startsWith('node-role.kubernetes.io/') ? [label.slice('node-role.kubernetes.io/'.length)] : [],
	);
	const isCordoned = node['spec'] !== undefined && Object(node['spec']).unschedulable === true;
	const state = isReady(node) ? t('ready') : ready?.status === 'False' ? t('not ready') : t('silent');
	const words = [state, ...(isCordoned ? [t('cordoned')] : []), ...roles, kubeletVersionOf(node)];
	return {
		id: `node/${node.metadata.name}`,
		label: node.metadata.name,
		description: words.filter(word => word !== '').join(', '),
		...(!isReady(node) && { severity: 'error', tooltip: `${ready?.reason ?? ''}\n${ready?.message ?? ''}` }),
		object: referenceOf(node),
		children: [],
	};
}

function podRows(pod: KubeObject, { now }: Surroundings): Row[] {
	const trouble = troubleOf(pod);
	if (trouble === undefined) {
		return [];
	}
	const age = ageOf(now, pod.metadata.creationTimestamp);
	const { namespace = '', name, uid } = pod.metadata;
	const words = [trouble, nodeNameOf(pod) ?? '', age === undefined ? '' : shortAge(age)];
	return [
		{
			id: `pod/${uid}`,
			label: `${namespace}/${name}`,
			description: words.filter(word => word !== '').join(', '),
			severity: phaseOf(pod) === 'Pending' ? 'warning' : 'error',
			object: referenceOf(pod),
			children: [],
		},
	];
}

/** Why a pod needs somebody; undefined where it does what it should. */
function troubleOf(pod: KubeObject): string | undefined {
	const phase = phaseOf(pod);
	if (phase === 'Succeeded') {
		return undefined;
	}
	const waiting = containerStatusesOf(pod).find(
		({ waiting: why }) => why && !/^(ContainerCreating|PodInitializing)$/.test(why.reason),
	);
	if (waiting?.waiting) {
		return waiting.waiting.reason;
	}
	if (phase === 'Failed') {
		return textOf(pod, 'status', 'reason') ?? t('failed');
	}
	if (phase === 'Pending') {
		return conditionOf(pod, 'PodScheduled')?.status === 'False' ? t('not scheduled') : t('pending');
	}
	return conditionOf(pod, 'Ready')?.status === 'False' ? t('not ready') : undefined;
}

function spanOf({ first, last, nodes }: EventGroup, now: number): string {
	const ages = [...new Set([first, last])].map(at => t('{0} ago', shortAge(now - at)));
	return [ages.join(' – '), ...nodes].join(', ');
}

/** What a row has to do with, and by which rule. */
function linkRow({ words, finding, cause }: EventLink, id: string): Row {
	const label = finding ? finding.message : `${cause?.reason ?? ''} ${cause?.label ?? ''}`;
	return { id, label, description: words, children: [] };
}

/** More rows than anybody reads; a filter finds the others. */
const mostRows = 200;

async function eventRows(
	objects: readonly KubeObject[],
	{ now, cluster, findings = [], kept = [], filter = {} }: Surroundings,
): Promise<Row[]> {
	const listing: Listing = { served: true, objects };
	const { groups, links } = await finish(
		reportingEvents({ now, kubeEvents: listing }, { cluster, findings, kept, filter }),
	);
	const rows = groups.slice(0, mostRows).map((group): Row => {
		const about = group.object ?? group.objects[0];
		const words = [
			`${group.isLowerBound ? '≥' : '×'}${group.count}`,
			shortAge(now - group.last),
			about ? labelOf(about) : '',
		];
		return {
			id: `event/${group.key}`,
			label: group.reason,
			description: words.filter(word => word !== '').join(' · '),
			tooltip: `${group.message}\n${spanOf(group, now)}`,
			...(group.severity !== 'info' && { severity: group.severity }),
			...(about && { object: about }),
			children: (links.get(group.key) ?? []).map((link, index) => linkRow(link, `event/${group.key}/${index}`)),
		};
	});
	const more = groups.length - rows.length;
	return more > 0
		? [
				...rows,
				{ id: 'more', label: t('{0} more rows', more), description: t('quorum events shows them'), children: [] },
			]
		: rows;
}
