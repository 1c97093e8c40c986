import type { ClusterApiRow, Tone } from './cluster-api-tree.ts';
import { clusterApiCondition, isNegative, isPaused, newConditionsOf } from './cluster-api.ts';
import { type Condition, type KubeObject, numberOf, referenceOf } from './kubernetes.ts';
import { t } from './words.ts';

/** The row of an object, by the condition that stands for it. */
export function rowOf(object: KubeObject, label = `${object.kind}/${object.metadata.name}`): ClusterApiRow {
	const { metadata } = object;
	const marks = [
		...(metadata.deletionTimestamp === undefined ? [] : ['!! DELETED !!']),
		...(isPaused(object) ? ['!! PAUSED !!'] : []),
	];
	const condition = standingFor(object);
	return {
		label: [...marks, label].join(' '),
		object: referenceOf(object),
		...(condition && conditionColumns(condition)),
		tone: toneOf(condition),
		children: [],
	};
}

/**
 * What is being deleted says how far it came; else Available, or Ready where that is all there is. Of a Machine it is
 * Ready: its Available only adds a time to wait.
 */
function standingFor(object: KubeObject): Condition | undefined {
	const deleting = clusterApiCondition(object, 'Deleting');
	if (object.metadata.deletionTimestamp !== undefined && deleting?.status === 'True') {
		return deleting;
	}
	switch (object.kind) {
		case 'Machine':
			return clusterApiCondition(object, 'Ready');
		case 'MachineHealthCheck':
			return clusterApiCondition(object, 'RemediationAllowed');
		case 'ByoHost':
			return clusterApiCondition(object, 'K8sNodeBootstrapSucceeded', 'K8sComponentsInstallationSucceeded');
		case 'ClusterClass':
			return clusterApiCondition(object, 'VariablesReady', 'VariablesReconciled');
		default:
			return clusterApiCondition(object, 'Available', 'Ready');
	}
}

function conditionColumns({
	type,
	status,
	severity,
	reason,
	lastTransitionTime,
	message,
}: Condition): Partial<ClusterApiRow> {
	const isGood = status === 'True' && !isNegative(type);
	return {
		status: `${type}: ${status}`,
		...(severity !== undefined && severity !== '' && { severity }),
		...(reason !== '' && { reason }),
		...(lastTransitionTime !== '' && { since: lastTransitionTime }),
		...(message !== '' && !isGood && { message }),
	};
}

/** Older conditions say how grave they are; of newer ones False is bad and Unknown is open, or the reverse. */
export function toneOf(condition: Condition | undefined): Tone {
	if (condition === undefined) {
		return 'plain';
	}
	const { type, status, severity } = condition;
	if (status === 'Unknown') {
		return 'unknown';
	}
	if ((status === 'True') !== isNegative(type)) {
		return 'good';
	}
	switch (severity) {
		case 'Info':
			return 'info';
		case 'Warning':
			return 'warning';
		default:
			return isNegative(type) ? 'warning' : 'bad';
	}
}

/** The columns of what has replicas, in the words of either contract. */
export function replicasOf(object: KubeObject): Partial<ClusterApiRow> {
	const desired = numberOf(object, 'spec', 'replicas');
	const count = (...names: readonly string[]) => {
		const found = names.map(name => numberOf(object, 'status', name)).find(each => each !== undefined);
		return found === undefined ? undefined : String(found);
	};
	const [current, available] = [count('replicas'), count('availableReplicas')];
	const [ready, upToDate] = [count('readyReplicas'), count('upToDateReplicas', 'updatedReplicas')];
	return {
		...(desired !== undefined && { replicas: `${current ?? 0}/${desired}` }),
		...(available !== undefined && { available }),
		...(ready !== undefined && { ready }),
		...(upToDate !== undefined && { upToDate }),
	};
}

/** A Cluster of the newer contract counts the replicas of all its parts. */
export function clusterReplicas(cluster: KubeObject): Partial<ClusterApiRow> {
	const sum = (field: string) =>
		['controlPlane', 'workers']
			.map(part => numberOf(cluster, 'status', part, field))
			.reduce((total, each) => (each === undefined ? total : (total ?? 0) + each), undefined);
	const columns = [
		['available', sum('availableReplicas')],
		['ready', sum('readyReplicas')],
		['upToDate', sum('upToDateReplicas')],
	] as const;
	const desired = sum('desiredReplicas');
	return {
		...(desired !== undefined && { replicas: `${sum('replicas') ?? 0}/${desired}` }),
		...Object.fromEntries(columns.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))),
	};
}

/** Of one Machine: 1 where the condition is true, 0 where it is not. */
export function machineColumns(machine: KubeObject): Partial<ClusterApiRow> {
	const conditions = newConditionsOf(machine);
	const columns = [
		['available', 'Available'],
		['ready', 'Ready'],
		['upToDate', 'UpToDate'],
	] as const;
	return Object.fromEntries(
		columns.flatMap(([column, type]) => {
			const condition = conditions.find(each => each.type === type);
			return condition === undefined ? [] : [[column, condition.status === 'True' ? '1' : '0']];
		}),
	);
}

/** Whether a child only says again what its parent says: it is well, says nothing, or has the parent's state and reason. */
export function isEcho(parent: ClusterApiRow, child: ClusterApiRow, object: KubeObject | undefined): boolean {
	if (object === undefined || object.metadata.deletionTimestamp !== undefined) {
		return false;
	}
	const stateOf = (row: ClusterApiRow) => row.status?.replace(/^\w+: /, '');
	const isSame =
		stateOf(child) === stateOf(parent) && child.reason === parent.reason && child.severity === parent.severity;
	return child.status === undefined || child.tone === 'good' || isSame;
}

/** Siblings in the same state become one row, that of the first, with their names in place of the message. */
export function groupedRows(rows: readonly ClusterApiRow[]): ClusterApiRow[] {
	const stateOf = ({ status, reason, severity, available, ready, upToDate, label }: ClusterApiRow) =>
		JSON.stringify([status, reason, severity, available, ready, upToDate, label.startsWith('!!')]);
	return [...Map.groupBy(rows, stateOf).values()].map(group => {
		const [first] = group;
		return first === undefined || group.length === 1 ? (first ?? emptyRow) : groupOfRows(first, group);
	});
}

const emptyRow: ClusterApiRow = { label: '', tone: 'plain', children: [] };

function groupOfRows(first: ClusterApiRow, group: readonly ClusterApiRow[]): ClusterApiRow {
	const names = group.map(row => row.object?.name ?? row.label);
	const { object: _object, message: _message, ...columns } = first;
	const sum = (column: 'available' | 'ready' | 'upToDate') =>
		first[column] === undefined
			? {}
			: { [column]: String(group.reduce((total, row) => total + Number(row[column] ?? 0), 0)) };
	const since = group
		.map(row => row.since)
		.filter(each => each !== undefined)
		.sort()
		.at(-1);
	return {
		...columns,
		label: `${first.label.startsWith('!! DELETED !!') ? '!! DELETED !! ' : ''}${t('{0} Machines...', group.length)}`,
		...sum('available'),
		...sum('ready'),
		...sum('upToDate'),
		...(since !== undefined && { since }),
		message: t('See {0}', names.length > 3 ? `${names.slice(0, 3).join(', ')}, ...` : names.join(', ')),
		children: [],
		members: group,
	};
}
