import { clusterReplicas, groupedRows, isEcho, machineColumns, replicasOf, rowOf } from './cluster-api-rows.ts';
import { type Workload, workloadRows } from './cluster-api-workload.ts';
import {
	clusterApiReference,
	type ClusterApiReference,
	isControlPlaneMachine,
	isOfCluster,
	referred,
} from './cluster-api.ts';
import type { Facts } from './facts.ts';
import { controllerOf } from './kubernetes-owners.ts';
import { fieldOf, type KubeObject, numberOf, type ObjectReference, textOf } from './kubernetes.ts';
import { t } from './words.ts';

export type ClusterApiFacts = Pick<
	Facts,
	| 'clusters'
	| 'clusterClasses'
	| 'machines'
	| 'machineSets'
	| 'machineDeployments'
	| 'machinePools'
	| 'machineHealthChecks'
	| 'kubeadmControlPlanes'
	| 'kubeadmConfigs'
	| 'byoHosts'
	| 'byoMachines'
	| 'clusterApiReferences'
>;

export interface TreeOptions {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Show MachineSets between a MachineDeployment and its Machines. */
	readonly machineSets?: boolean;
	/** Show infrastructure and bootstrap objects although they say what their Machine says. */
	readonly echo?: boolean;
	/** Show each Machine, though its siblings are in the same state. */
	readonly ungrouped?: boolean;
	/** What the workload cluster itself tells: what is under each Machine. */
	readonly workload?: Workload;
}

/** How a row reads at a glance. */
export type Tone = 'good' | 'bad' | 'warning' | 'info' | 'unknown' | 'plain';

/** One row of the tree. */
export interface ClusterApiRow {
	/** `ControlPlane - KubeadmControlPlane/prod`, as `clusterctl describe` names it. */
	readonly label: string;
	/** Missing for what is no object: a heading, several in one row. */
	readonly object?: ObjectReference;
	/** Current and desired, `3/3`. */
	readonly replicas?: string;
	readonly available?: string;
	readonly ready?: string;
	readonly upToDate?: string;
	/** The condition that stands for the object, as `Available: True`. */
	readonly status?: string;
	readonly severity?: string;
	readonly reason?: string;
	/** RFC 3339. */
	readonly since?: string;
	readonly message?: string;
	readonly tone: Tone;
	readonly children: readonly ClusterApiRow[];
	/** Of several in one row: each by itself, for whoever wants to open it. */
	readonly members?: readonly ClusterApiRow[];
}

/** Clusters are drawn as `clusterctl describe cluster` draws them; what it lacks comes after what it has. */
export function clusterApiTree(cluster: KubeObject, facts: ClusterApiFacts, options: TreeOptions): ClusterApiRow {
	const own = (list: { readonly objects: readonly KubeObject[] }) =>
		list.objects.filter(each => isOfCluster(each, cluster));
	const machines = own(facts.machines);
	const pool: Pool = {
		facts,
		options,
		machines,
		sets: own(facts.machineSets),
		referenced: [
			...facts.clusterApiReferences.objects,
			...facts.kubeadmControlPlanes.objects,
			...facts.kubeadmConfigs.objects,
			...facts.byoMachines.objects,
		],
		placed: new Set<KubeObject>(),
	};
	const parts = [
		...infrastructureRow(cluster, pool),
		...controlPlaneRow(cluster, pool),
		...workersRow(own(facts.machineDeployments), own(facts.machinePools), pool),
		...otherRow(pool),
		...healthChecksRow(own(facts.machineHealthChecks)),
		...classRow(cluster, facts),
	];
	return { ...rowOf(cluster, `Cluster/${cluster.metadata.name}`), ...clusterReplicas(cluster), children: parts };
}

interface Pool {
	readonly facts: ClusterApiFacts;
	readonly options: TreeOptions;
	readonly machines: readonly KubeObject[];
	readonly sets: readonly KubeObject[];
	readonly referenced: readonly KubeObject[];
	/** Machines that have their place: the others have lost their owners. */
	readonly placed: Set<KubeObject>;
}

function infrastructureRow(cluster: KubeObject, { referenced }: Pool): ClusterApiRow[] {
	const reference = clusterApiReference(cluster, 'spec', 'infrastructureRef');
	return reference ? [referenceRow(reference, referred(reference, referenced), 'ClusterInfrastructure')] : [];
}

function controlPlaneRow(cluster: KubeObject, pool: Pool): ClusterApiRow[] {
	const reference = clusterApiReference(cluster, 'spec', 'controlPlaneRef');
	if (reference === undefined) {
		return [];
	}
	const controlPlane = referred(reference, pool.referenced);
	const own = pool.machines.filter(
		machine =>
			isControlPlaneMachine(machine) &&
			(controlPlane === undefined || controllerOf(machine)?.uid === controlPlane.metadata.uid),
	);
	const row = referenceRow(reference, controlPlane, 'ControlPlane');
	return [{ ...row, ...(controlPlane && replicasOf(controlPlane)), children: machineRows(own, pool, controlPlane) }];
}

function workersRow(deployments: readonly KubeObject[], pools: readonly KubeObject[], pool: Pool): ClusterApiRow[] {
	const rows = [
		...deployments.map(deployment => deploymentRow(deployment, pool)),
		...pools.map(each => machinePoolRow(each, pool)),
	];
	return rows.length > 0 ? [{ label: t('Workers'), tone: 'plain', children: rows }] : [];
}

function deploymentRow(deployment: KubeObject, pool: Pool): ClusterApiRow {
	const sets = pool.sets.filter(set => controllerOf(set)?.uid === deployment.metadata.uid);
	const machinesOf = (set: KubeObject) =>
		pool.machines.filter(machine => controllerOf(machine)?.uid === set.metadata.uid);
	const children = pool.options.machineSets
		? sets.map(set => ({ ...rowOf(set), ...replicasOf(set), children: machineRows(machinesOf(set), pool) }))
		: machineRows(sets.flatMap(machinesOf), pool);
	return { ...rowOf(deployment), ...replicasOf(deployment), children };
}

function machinePoolRow(machinePool: KubeObject, pool: Pool): ClusterApiRow {
	const references = [
		['BootstrapConfig', clusterApiReference(machinePool, 'spec', 'template', 'spec', 'bootstrap', 'configRef')],
		['MachinePoolInfrastructure', clusterApiReference(machinePool, 'spec', 'template', 'spec', 'infrastructureRef')],
	] as const;
	const parts = references.flatMap(([role, reference]) =>
		reference ? [referenceRow(reference, referred(reference, pool.referenced), role)] : [],
	);
	const own = pool.machines.filter(machine =>
		machine.metadata.ownerReferences?.some(({ uid }) => uid === machinePool.metadata.uid),
	);
	return { ...rowOf(machinePool), ...replicasOf(machinePool), children: [...parts, ...machineRows(own, pool)] };
}

/** Machines of the cluster that nobody here owns: as after a restore that lost the owner references. */
function otherRow(pool: Pool): ClusterApiRow[] {
	const left = pool.machines.filter(machine => !pool.placed.has(machine));
	return left.length > 0 ? [{ label: t('Other'), tone: 'plain', children: machineRows(left, pool) }] : [];
}

function healthChecksRow(checks: readonly KubeObject[]): ClusterApiRow[] {
	const rows = checks.map((check): ClusterApiRow => {
		const [healthy, expected] = [
			numberOf(check, 'status', 'currentHealthy'),
			numberOf(check, 'status', 'expectedMachines'),
		];
		return { ...rowOf(check), ...(expected !== undefined && { replicas: `${healthy ?? 0}/${expected}` }) };
	});
	return rows.length > 0 ? [{ label: t('Health checks'), tone: 'plain', children: rows }] : [];
}

function classRow(cluster: KubeObject, { clusterClasses }: ClusterApiFacts): ClusterApiRow[] {
	const topology = fieldOf(cluster, 'spec', 'topology');
	const name = textOf(topology, 'classRef', 'name') ?? textOf(topology, 'class');
	if (name === undefined) {
		return [];
	}
	const namespace =
		textOf(topology, 'classRef', 'namespace') ?? textOf(topology, 'classNamespace') ?? cluster.metadata.namespace;
	const found = clusterClasses.objects.find(
		({ metadata }) => metadata.name === name && metadata.namespace === namespace,
	);
	return [found ? rowOf(found) : missingRow(`ClusterClass/${name}`)];
}

function machineRows(machines: readonly KubeObject[], pool: Pool, controlPlane?: KubeObject): ClusterApiRow[] {
	machines.forEach(machine => pool.placed.add(machine));
	const sorted = [...machines].sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
	const rows = sorted.map(machine => machineRow(machine, pool, controlPlane));
	return pool.options.ungrouped ? rows : groupedRows(rows);
}

function machineRow(machine: KubeObject, pool: Pool, controlPlane: KubeObject | undefined): ClusterApiRow {
	const row = { ...rowOf(machine), ...machineColumns(machine) };
	const parts = (
		[
			['MachineInfrastructure', clusterApiReference(machine, 'spec', 'infrastructureRef')],
			['BootstrapConfig', clusterApiReference(machine, 'spec', 'bootstrap', 'configRef')],
		] as const
	).flatMap(([role, reference]) => {
		const object = referred(reference, pool.referenced);
		const child = reference && referenceRow(reference, object, role);
		return child && (pool.options.echo || !isEcho(row, child, object))
			? [{ ...child, children: hostRows(object, pool) }]
			: [];
	});
	return { ...row, children: [...parts, ...workloadRows(machine, pool.options, controlPlane, pool.machines)] };
}

/** The host that a machine of BYOH was given. */
function hostRows(machine: KubeObject | undefined, { facts }: Pool): ClusterApiRow[] {
	const hosts = facts.byoHosts.objects.filter(
		host =>
			machine?.kind === 'ByoMachine' &&
			textOf(host, 'status', 'machineRef', 'name') === machine.metadata.name &&
			(textOf(host, 'status', 'machineRef', 'namespace') ?? machine.metadata.namespace) === machine.metadata.namespace,
	);
	return hosts.map(host => rowOf(host));
}

function referenceRow(reference: ClusterApiReference, object: KubeObject | undefined, role: string): ClusterApiRow {
	const label = `${role} - ${reference.kind}/${reference.name}`;
	return object ? rowOf(object, label) : missingRow(label);
}

function missingRow(label: string): ClusterApiRow {
	return { label, status: t('not found'), tone: 'unknown', children: [] };
}
