import { clusterApiToText } from '../../../src/core/report/cluster-api-text.ts';
import assert from 'node:assert/strict';
import {
	type ClusterApiFacts,
	type ClusterApiRow,
	clusterApiTree,
	type TreeOptions,
} from '../../../src/core/cluster-api-tree.ts';
import type { KubeObject } from '../../../src/core/kubernetes.ts';
import { clusterApiObjectOf, type ClusterApiParts, referenceTo } from '../../support/cluster-api-objects.ts';
import { each, factsOf, ids, memberListOf, memberOf, now } from '../../support/facts.ts';
import { listingOf } from '../../support/kubernetes-facts.ts';
import {
	ago,
	conditionsAs,
	controlPlaneNodeOf,
	namespacedOf,
	podOf,
	staticPodOf,
} from '../../support/kubernetes-objects.ts';

/** Drawn by hand, as `clusterctl describe cluster prod` would: three Machines in one state are one row, what is well is not echoed. */
const drawnNew = `
NAME                                                 REPLICAS  AVAILABLE  READY  UP TO DATE  STATUS                      REASON           SINCE  MESSAGE
Cluster/prod                                         4/5       3          3      5           Available: False            NotAvailable     30m    * WorkersAvailable: 0 of 1
├─ClusterInfrastructure - TestCluster/prod                                                   Ready: True                 Provisioned      30m
├─ControlPlane - KubeadmControlPlane/prod-cp         3/3       3          3      3           Available: True             Available        30m
│ └─3 Machines...                                              3          3      3           Ready: True                 Ready            30m    See cp-1, cp-2, cp-3
├─Workers
│ └─MachineDeployment/prod-md                        1/2       0          0      2           Available: False            NotAvailable     30m    0 available replicas, at least 1 required
│   ├─Machine/w-1                                              0          0      1           Ready: False                NodeNotReady     30m    * NodeHealthy: kubelet stopped
│   └─Machine/w-2                                              0          0      1           Ready: False                NotReady         30m    * InfrastructureReady: no host
│     └─MachineInfrastructure - TestMachine/w-2                                              Ready: False                NoHost           30m    no free host
└─Health checks
  └─MachineHealthCheck/prod-mhc                      1/2                                     RemediationAllowed: False   TooManyUnhealthy 30m    1 of 2
`;

const drawnOld = `
NAME                                           REPLICAS  READY  UP TO DATE  STATUS          SEVERITY  REASON         SINCE  MESSAGE
Cluster/old                                                                 Ready: False    Warning   ScalingUp      30m    Scaling up control plane to 3 replicas (actual 1)
├─ClusterInfrastructure - TestCluster/old                                   Ready: True                              30m
├─ControlPlane - KubeadmControlPlane/old-cp    1/3       1      1           Ready: False    Warning   ScalingUp      30m    Scaling up control plane to 3 replicas (actual 1)
│ └─Machine/cp-1                                                            Ready: True                              30m
├─Workers
│ └─MachineDeployment/old-md                   2/2       2      2           Available: True                          30m
│   └─2 Machines...                                                         Ready: True                              30m    See w-1, w-2
└─Other
  └─Machine/lost                                                            Ready: False    Error     BootstrapFailed 30m   it did not start
    └─BootstrapConfig - KubeadmConfig/lost                                  Ready: False    Error     ScriptFailed   30m    exit 1
`;

/** The trees are compared cell by cell: how wide a column is follows from them. */
function cellsOf(text: string): string[][] {
	return text
		.trim()
		.split('\n')
		.map(line =>
			line
				.split(/ {2,}|(?<=TooManyUnhealthy|BootstrapFailed) /)
				.map(cell => cell.trim())
				.filter(cell => cell !== ''),
		);
}

function machineOf(name: string, owner: KubeObject, parts: ClusterApiParts = {}): KubeObject {
	const well = { Available: ['True', 'Available'], Ready: ['True', 'Ready'], UpToDate: ['True', 'UpToDate'] } as const;
	const isControlPlane = owner.kind === 'KubeadmControlPlane';
	return clusterApiObjectOf('Machine', name, {
		owner,
		states: well,
		meta: isControlPlane ? { labels: { 'cluster.x-k8s.io/control-plane': '' } } : {},
		...parts,
		spec: {
			infrastructureRef: referenceTo(
				clusterApiObjectOf('TestMachine', name, { ...(parts.contract && { contract: parts.contract }) }),
			),
			...parts.spec,
		},
	});
}

function newFacts(): ClusterApiFacts {
	const infrastructure = clusterApiObjectOf('TestCluster', 'prod', { states: { Ready: ['True', 'Provisioned'] } });
	const controlPlane = clusterApiObjectOf('KubeadmControlPlane', 'prod-cp', {
		states: { Available: ['True', 'Available'] },
		spec: { replicas: 3 },
		status: { replicas: 3, readyReplicas: 3, availableReplicas: 3, upToDateReplicas: 3 },
	});
	const cluster = clusterApiObjectOf('Cluster', 'prod', {
		states: { Available: ['False', 'NotAvailable', '* WorkersAvailable: 0 of 1'] },
		spec: { infrastructureRef: referenceTo(infrastructure), controlPlaneRef: referenceTo(controlPlane) },
		status: {
			controlPlane: { replicas: 3, desiredReplicas: 3, readyReplicas: 3, availableReplicas: 3, upToDateReplicas: 3 },
			workers: { replicas: 1, desiredReplicas: 2, readyReplicas: 0, availableReplicas: 0, upToDateReplicas: 2 },
		},
	});
	const deployment = clusterApiObjectOf('MachineDeployment', 'prod-md', {
		states: { Available: ['False', 'NotAvailable', '0 available replicas, at least 1 required'] },
		spec: { replicas: 2 },
		status: { replicas: 1, readyReplicas: 0, availableReplicas: 0, upToDateReplicas: 2 },
	});
	const set = clusterApiObjectOf('MachineSet', 'prod-md-x', { owner: deployment });
	const bad = { Available: ['False', 'NotReady'], UpToDate: ['True', 'UpToDate'] } as const;
	const machines = [
		...['cp-2', 'cp-1', 'cp-3'].map(name => machineOf(name, controlPlane)),
		machineOf('w-1', set, { states: { ...bad, Ready: ['False', 'NodeNotReady', '* NodeHealthy: kubelet stopped'] } }),
		machineOf('w-2', set, { states: { ...bad, Ready: ['False', 'NotReady', '* InfrastructureReady: no host'] } }),
	];
	const hosts = ['cp-1', 'cp-2', 'cp-3', 'w-1'].map(name =>
		clusterApiObjectOf('TestMachine', name, { states: { Ready: ['True', 'Provisioned'] } }),
	);
	const without = clusterApiObjectOf('TestMachine', 'w-2', { states: { Ready: ['False', 'NoHost', 'no free host'] } });
	const check = clusterApiObjectOf('MachineHealthCheck', 'prod-mhc', {
		spec: { clusterName: 'prod' },
		states: { RemediationAllowed: ['False', 'TooManyUnhealthy', '1 of 2'] },
		status: { currentHealthy: 1, expectedMachines: 2 },
	});
	const neighbour = clusterApiObjectOf('Machine', 'stranger', { cluster: 'other' });
	return factsOf({
		clusters: listingOf(cluster),
		kubeadmControlPlanes: listingOf(controlPlane),
		machineDeployments: listingOf(deployment),
		machineSets: listingOf(set),
		machines: listingOf(...machines, neighbour),
		machineHealthChecks: listingOf(check),
		clusterApiReferences: listingOf(infrastructure, ...hosts, without),
	});
}

function oldFacts(): ClusterApiFacts {
	const of = (kind: string, name: string, parts: ClusterApiParts = {}) =>
		clusterApiObjectOf(kind, name, { contract: 'v1beta1', cluster: 'old', ...parts });
	const scaling = ['False/Warning', 'ScalingUp', 'Scaling up control plane to 3 replicas (actual 1)'] as const;
	const infrastructure = of('TestCluster', 'old', { states: { Ready: 'True' } });
	const controlPlane = of('KubeadmControlPlane', 'old-cp', {
		states: { Ready: scaling },
		spec: { replicas: 3 },
		status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1, unavailableReplicas: 0 },
	});
	const cluster = of('Cluster', 'old', {
		states: { Ready: scaling },
		spec: { infrastructureRef: referenceTo(infrastructure), controlPlaneRef: referenceTo(controlPlane) },
	});
	const deployment = of('MachineDeployment', 'old-md', {
		states: { Available: 'True' },
		spec: { replicas: 2 },
		status: { replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
	});
	const set = of('MachineSet', 'old-md-x', { owner: deployment });
	const machine = (name: string, owner: KubeObject, parts: ClusterApiParts = {}) =>
		machineOf(name, owner, { contract: 'v1beta1', cluster: 'old', states: { Ready: 'True' }, ...parts });
	const config = of('KubeadmConfig', 'lost', { states: { Ready: ['False/Error', 'ScriptFailed', 'exit 1'] } });
	const lost = of('Machine', 'lost', {
		states: { Ready: ['False/Error', 'BootstrapFailed', 'it did not start'] },
		spec: { bootstrap: { configRef: referenceTo(config) } },
	});
	return factsOf({
		clusters: listingOf(cluster),
		kubeadmControlPlanes: listingOf(controlPlane),
		kubeadmConfigs: listingOf(config),
		machineDeployments: listingOf(deployment),
		machineSets: listingOf(set),
		machines: listingOf(machine('cp-1', controlPlane), machine('w-1', set), machine('w-2', set), lost),
		clusterApiReferences: listingOf(
			infrastructure,
			...['cp-1', 'w-1', 'w-2'].map(name => of('TestMachine', name, { states: { Ready: 'True' } })),
		),
	});
}

function clusterIn({ clusters }: ClusterApiFacts): KubeObject {
	const [cluster] = clusters.objects;
	assert.ok(cluster);
	return cluster;
}

function treeOf(facts: ClusterApiFacts, options: Partial<TreeOptions> = {}): ClusterApiRow {
	return clusterApiTree(clusterIn(facts), facts, { now, ...options });
}

function labelsIn(row: ClusterApiRow): string[] {
	return [row.label, ...row.children.flatMap(labelsIn)];
}

function rowIn(root: ClusterApiRow, label: string): ClusterApiRow | undefined {
	return root.label === label
		? root
		: root.children.map(child => rowIn(child, label)).find(found => found !== undefined);
}

describe('the tree of a Cluster', () => {
	it('is drawn as expected for the contract v1beta2', () => {
		assert.deepEqual(cellsOf(clusterApiToText([treeOf(newFacts())], now, [])), cellsOf(drawnNew));
	});

	it('is drawn as expected for the contract v1beta1', () => {
		assert.deepEqual(cellsOf(clusterApiToText([treeOf(oldFacts())], now, [])), cellsOf(drawnOld));
	});

	it('shows MachineSets, each Machine and every echo where that is wanted', () => {
		const labels = labelsIn(treeOf(newFacts(), { machineSets: true, ungrouped: true, echo: true }));
		assert.ok(labels.includes('MachineSet/prod-md-x'));
		assert.ok(labels.includes('Machine/cp-2'));
		assert.equal(labels.filter(label => label.startsWith('MachineInfrastructure')).length, 5);
	});

	it('keeps the Machines of a group to be opened', () => {
		const group = rowIn(treeOf(newFacts()), '3 Machines...');
		assert.deepEqual(
			group?.members?.map(({ label }) => label),
			['Machine/cp-1', 'Machine/cp-2', 'Machine/cp-3'],
		);
	});

	it('marks what is deleted and paused, and reads negative conditions the other way round', () => {
		const facts = newFacts();
		const [machine] = facts.machines.objects;
		assert.ok(machine);
		const deleting = {
			...machine,
			metadata: { ...machine.metadata, deletionTimestamp: ago(3), annotations: { 'cluster.x-k8s.io/paused': '' } },
			status: { conditions: conditionsAs({ Deleting: ['True', 'DrainingNode', 'Drain not completed'] }) },
		};
		const row = rowIn(
			treeOf({ ...facts, machines: listingOf(deleting, ...facts.machines.objects.slice(1)) }),
			`!! DELETED !! !! PAUSED !! Machine/${machine.metadata.name}`,
		);
		assert.deepEqual(
			[row?.status, row?.reason, row?.message, row?.tone],
			['Deleting: True', 'DrainingNode', 'Drain not completed', 'warning'],
		);
	});

	it('says of what it refers to and is not there that it was not found', () => {
		const facts = { ...newFacts(), clusterApiReferences: listingOf() };
		const row = rowIn(treeOf(facts), 'ClusterInfrastructure - TestCluster/prod');
		assert.deepEqual([row?.status, row?.tone], ['not found', 'unknown']);
	});

	it('shows the class of a topology and the hosts of BYOH', () => {
		const facts = newFacts();
		const cluster = clusterIn(facts);
		const machine = clusterApiObjectOf('ByoMachine', 'w-2', {
			contract: 'v1beta1',
			states: { BYOHostReady: ['False/Info', 'BYOHostsUnavailable'], Ready: ['False/Info', 'BYOHostsUnavailable'] },
		});
		const host = clusterApiObjectOf('ByoHost', 'metal-7', {
			contract: 'v1beta1',
			status: { machineRef: { kind: 'ByoMachine', name: 'w-2', namespace: 'fleet' } },
		});
		const worker = facts.machines.objects.find(({ metadata }) => metadata.name === 'w-2');
		assert.ok(worker);
		const withHost = { ...worker, spec: { clusterName: 'prod', infrastructureRef: referenceTo(machine) } };
		const root = treeOf({
			...facts,
			clusters: listingOf({ ...cluster, spec: { topology: { classRef: { name: 'base' } } } }),
			clusterClasses: listingOf(
				clusterApiObjectOf('ClusterClass', 'base', { states: { VariablesReady: ['True', 'VariablesReady'] } }),
			),
			machines: listingOf(withHost),
			byoMachines: listingOf(machine),
			byoHosts: listingOf(host),
		});
		assert.ok(labelsIn(root).includes('ClusterClass/base'));
		assert.equal(rowIn(root, 'MachineInfrastructure - ByoMachine/w-2')?.children[0]?.label, 'ByoHost/metal-7');
	});
});

describe('what is beyond clusterctl in the tree', () => {
	const workload = factsOf({
		nodes: listingOf(controlPlaneNodeOf('node-1')),
		pods: listingOf(
			staticPodOf('etcd', 'node-1'),
			podOf('web-1', { node: 'node-1', meta: { labels: { app: 'web' } } }),
		),
		podDisruptionBudgets: listingOf(
			namespacedOf('policy/v1', 'PodDisruptionBudget', 'web', {
				spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
				status: { disruptionsAllowed: 0, expectedPods: 1, currentHealthy: 1, desiredHealthy: 1 },
			}),
		),
		memberLists: each(() => memberListOf({ members: [memberOf(0, { name: 'node-1' })] })),
	});

	function controlPlaneMachine(parts: ClusterApiParts = {}): ClusterApiFacts {
		const facts = newFacts();
		const [controlPlane] = facts.kubeadmControlPlanes.objects;
		assert.ok(controlPlane);
		const own = machineOf('cp-1', controlPlane, { status: { nodeRef: { name: 'node-1' } }, ...parts });
		return {
			...facts,
			machines: listingOf(own, ...facts.machines.objects.filter(({ metadata }) => metadata.name !== 'cp-1')),
		};
	}

	it('is the node, the member and the static pods of a Machine', () => {
		const root = treeOf(controlPlaneMachine(), { workload, ungrouped: true });
		const row = rowIn(root, 'Machine/cp-1');
		assert.deepEqual(
			row?.children.map(({ label, status }) => `${label}: ${status}`),
			['Node/node-1: Ready: True', `etcd member ${ids[0]}: leader, 3.6.14, 25 MiB`, 'Pod/etcd-node-1: Ready'],
		);
	});

	it('is what blocks the drain of a Machine that is deleted', () => {
		const meta = { deletionTimestamp: ago(10), finalizers: ['x'], labels: { 'cluster.x-k8s.io/control-plane': '' } };
		const root = treeOf(controlPlaneMachine({ meta }), { workload, ungrouped: true });
		const row = rowIn(root, '!! DELETED !! Machine/cp-1')?.children.find(({ status }) => status === 'blocks the drain');
		assert.equal(row?.label, 'PodDisruptionBudget/default/web');
		assert.match(row?.message ?? '', /it guards web-1/);
	});

	it('is each rule that lets a Machine be remediated or not', () => {
		const states = { Ready: ['False', 'NotReady'], OwnerRemediated: ['False', 'WaitingForRemediation'] } as const;
		const root = treeOf(controlPlaneMachine({ states }), { ungrouped: true });
		const labels = rowIn(root, 'Remediation')?.children.map(({ label }) => label);
		assert.deepEqual(
			labels?.map(label => label[0]),
			['✓', '✓', '✗', '✗'],
		);
		assert.match(labels?.[3] ?? '', /0 of the other 2 members are healthy, 2 are needed/);
	});
});
