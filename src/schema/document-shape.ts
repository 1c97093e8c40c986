import type { ConfigDocument } from '../core/facts.ts';
import { shapeOf, type FieldShape, type FieldShapes } from './config-fields.ts';
import { k3sFields, kubesprayFields } from './descriptions/distributions.ts';
import { recoveryFields } from './descriptions/recovery.ts';
import { unitFields } from './descriptions/systemd.ts';

const flags: FieldShapes = { '*': 'string' };

function textsOf(table: Readonly<Record<string, string>>): FieldShapes {
	return Object.fromEntries(Object.keys(table).map(name => [name, 'string']));
}

/** Those of K3s that are a list, or a switch. */
const k3s: FieldShapes = Object.fromEntries(
	Object.keys(k3sFields).map(name => [
		name,
		/-arg$|^tls-san$/.test(name)
			? ['string']
			: /^(?:cluster-init|cluster-reset|etcd-(?:disable-snapshots|expose-metrics|snapshot-compress|s3))$/.test(name)
				? 'bool'
				: 'string',
	]),
);

const kubespray: FieldShapes = {
	...textsOf(kubesprayFields),
	...textsOf({ etcd_heartbeat_interval: '', etcd_election_timeout: '', etcd_quota_backend_bytes: '' }),
	...textsOf({ etcd_compaction_retention: '', etcd_snapshot_count: '', etcd_max_request_bytes: '' }),
	...textsOf({ etcd_listen_metrics_urls: '', etcd_metrics: '' }),
};

const talos: FieldShapes = {
	version: 'string',
	machine: { type: 'string' },
	cluster: {
		controlPlane: { endpoint: 'string' },
		etcd: { image: 'string', extraArgs: flags, advertisedSubnets: ['string'], listenSubnets: ['string'] },
		apiServer: { extraArgs: flags },
		controllerManager: { extraArgs: flags },
		scheduler: { extraArgs: flags },
	},
};

const patches: FieldShapes = { kubeadmConfigPatches: ['string'], kubeadmConfigPatchesJSON6902: ['any'] };

const kind: FieldShapes = {
	apiVersion: 'string',
	kind: 'string',
	name: 'string',
	nodes: [{ role: 'string', image: 'string', extraMounts: ['any'], extraPortMappings: ['any'], ...patches }],
	networking: 'any',
	featureGates: { '*': 'bool' },
	runtimeConfig: flags,
	...patches,
};

const cluster: FieldShapes = {
	apiVersion: 'string',
	kind: 'string',
	metadata: 'any',
	spec: {
		paused: 'bool',
		clusterNetwork: { pods: { cidrBlocks: ['string'] }, services: { cidrBlocks: ['string'] }, serviceDomain: 'string' },
		controlPlaneEndpoint: { host: 'string', port: 'int32' },
		controlPlaneRef: 'any',
		infrastructureRef: 'any',
		topology: {
			class: 'string',
			classRef: { name: 'string', namespace: 'string' },
			version: 'string',
			controlPlane: { replicas: 'int32', metadata: 'any' },
			workers: 'any',
			variables: ['any'],
		},
	},
};

const podSpec: FieldShapes = {
	hostUsers: 'bool',
	hostNetwork: 'bool',
	resourceClaims: [{ name: 'string', resourceClaimName: 'string', resourceClaimTemplateName: 'string' }],
};

const service = Object.fromEntries(
	Object.keys(unitFields).map(name => [name.replace('Service.', ''), name.endsWith('.Environment') ? flags : 'string']),
);

/** What documents without a table of their whole group may hold, as far as we tell of it. */
const known: Readonly<Record<string, FieldShape>> = {
	'recovery-hosts': [textsOf(recoveryFields)],
	'cluster-api/Cluster': cluster,
	'etcd-unit': { Service: service },
	'etcd-config': { 'client-transport-security': 'map', 'peer-transport-security': 'map' },
	'kind/Cluster': kind,
	k3s,
	kubespray,
	pod: { spec: { ...podSpec, template: { spec: podSpec } } },
	talos,
};

/** What a document may hold, by its version and kind, or by its kind alone. */
export function shapeOfDocument({
	kind: name,
	apiVersion,
}: Pick<ConfigDocument, 'kind' | 'apiVersion'>): FieldShape | undefined {
	return known[name] ?? shapeOf(apiVersion, name.split('/')[1] ?? '');
}
