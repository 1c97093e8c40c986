import { notServed } from '../support/kubernetes-facts.ts';
import byohEndpointDiffers from '../../src/checks/cluster-api/byoh-endpoint-differs.ts';
import byohHostFailing from '../../src/checks/cluster-api/byoh-host-failing.ts';
import byohHostHeld from '../../src/checks/cluster-api/byoh-host-held.ts';
import byohHostUnsuitable from '../../src/checks/cluster-api/byoh-host-unsuitable.ts';
import byohNoFreeHost from '../../src/checks/cluster-api/byoh-no-free-host.ts';
import byohUnmaintained from '../../src/checks/cluster-api/byoh-unmaintained.ts';
import type { KubeObject } from '../../src/core/kubernetes.ts';
import { clusterApiObjectOf, type ClusterApiParts, referenceTo } from '../support/cluster-api-objects.ts';
import { scene, type Scene } from './scene.ts';

const of = (kind: string, name: string, parts: ClusterApiParts = {}) =>
	clusterApiObjectOf(kind, name, { contract: 'v1beta1', ...parts });
const selector = { matchLabels: { site: 'a' } };
const without = of('ByoMachine', 'm-1', {
	spec: { selector },
	states: { BYOHostReady: ['False/Info', 'BYOHostsUnavailable'] },
});

function hostOf(parts: ClusterApiParts = {}): KubeObject {
	const host = of('ByoHost', 'metal-1', parts);
	const { 'cluster.x-k8s.io/cluster-name': _cluster, ...labels } = host.metadata.labels ?? {};
	return { ...host, metadata: { ...host.metadata, labels } };
}

function heldBy(name: string): KubeObject {
	return hostOf({ status: { machineRef: { namespace: 'fleet', name } } });
}

const known = {
	hostinfo: { osimage: 'Ubuntu 20.04.6 LTS', osname: 'linux', architecture: 'amd64' },
	network: [{ isDefault: true, connected: true }],
};

function byoClusterOf(host: string): KubeObject {
	return of('ByoCluster', 'prod', { spec: { controlPlaneEndpoint: { host, port: 6443 } } });
}

function clusterAt(host: string): KubeObject {
	return clusterApiObjectOf('Cluster', 'prod', {
		spec: { infrastructureRef: referenceTo(byoClusterOf(host)), controlPlaneEndpoint: { host, port: 6443 } },
	});
}

export const byohScenes: readonly Scene[] = [
	scene(byohUnmaintained, [{ byoHosts: notServed }], [{ byoHosts: [] }, /BYOH is installed/]),
	scene(
		byohNoFreeHost,
		[{ byoMachines: [of('ByoMachine', 'm-1', { states: { BYOHostReady: 'True' } })] }, { byoMachines: notServed }],
		[
			{ byoMachines: [without], byoHosts: [hostOf({ meta: { labels: { site: 'b' } } })] },
			/m-1 gets no host: 0 of 1 free hosts match/,
		],
	),
	scene(
		byohHostFailing,
		[{ byoHosts: [hostOf({ states: { K8sComponentsInstallationSucceeded: 'True' } })] }],
		[
			{
				byoHosts: [
					hostOf({
						states: {
							K8sComponentsInstallationSucceeded: ['False/Info', 'K8sComponentsInstallationFailed', 'no socat'],
						},
					}),
				],
			},
			/K8sComponentsInstallationSucceeded is false, K8sComponentsInstallationFailed, no socat/,
		],
	),
	scene(
		byohHostHeld,
		[{ byoHosts: [hostOf()] }, { byoHosts: [heldBy('m-1')], byoMachines: [of('ByoMachine', 'm-1')] }],
		[{ byoHosts: [heldBy('m-9')] }, /metal-1 is held for the ByoMachine fleet\/m-9, which is not there/],
	),
	scene(
		byohHostUnsuitable,
		[{ byoHosts: [hostOf({ status: known })] }],
		[
			{
				byoHosts: [
					hostOf({ status: { ...known, hostinfo: { osimage: 'Debian GNU/Linux 13', architecture: 'amd64' } } }),
				],
			},
			/runs Debian GNU\/Linux 13 on amd64/,
		],
		[{ byoHosts: [hostOf({ status: { ...known, network: [{ isDefault: false }] } })] }, /has no default network/],
	),
	scene(
		byohEndpointDiffers,
		[{ byoClusters: [byoClusterOf('10.0.0.100')], clusters: [clusterAt('10.0.0.100')] }],
		[
			{ byoClusters: [byoClusterOf('10.0.0.7')], clusters: [clusterAt('10.0.0.100')] },
			/has the endpoint 10.0.0.7, its Cluster 10.0.0.100/,
		],
		[{ byoClusters: [byoClusterOf('')] }, /has no endpoint/],
	),
];
