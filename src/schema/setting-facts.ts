import type { YamlPath } from '../core/finding.ts';
import { fieldNames } from './describe.ts';
import { shapeOfDocument } from './document-shape.ts';
import { etcdFlag, featureGates } from './etcd-flags.ts';
import { phasesOf, preflightErrors } from './kubeadm-phases.ts';

/** What a number means. */
export type Unit = 'bytes' | 'milliseconds' | 'nanoseconds' | 'seconds' | 'years';

/** What is known of the value of a field or flag besides its type. */
export interface SettingFacts {
	readonly default?: string;
	/** The values that there are; for lists, the items. */
	readonly values?: readonly string[];
	readonly unit?: Unit;
	/** The value is the path of a file or folder. */
	readonly holds?: 'certificate' | 'key' | 'file' | 'folder';
}

const bools = ['true', 'false'];
const tlsVersions = ['TLS1.2', 'TLS1.3'];
const file: SettingFacts = { holds: 'file' };
const folder: SettingFacts = { holds: 'folder' };
const certificate: SettingFacts = { holds: 'certificate' };
const key: SettingFacts = { holds: 'key' };

/** By flag; types and defaults come from the table of flags. */
const etcdFacts: Readonly<Record<string, SettingFacts>> = {
	'auth-token': { values: ['simple'] },
	'auth-token-ttl': { unit: 'seconds' },
	'auto-compaction-mode': { values: ['periodic', 'revision'] },
	'backend-bbolt-freelist-type': { values: ['map', 'array'] },
	'cert-file': certificate,
	'client-cert-file': certificate,
	'client-crl-file': file,
	'client-key-file': key,
	'config-file': file,
	'data-dir': folder,
	'discovery-cacert': certificate,
	'discovery-cert': certificate,
	'discovery-fallback': { values: ['exit', 'proxy'] },
	'discovery-key': key,
	'election-timeout': { unit: 'milliseconds' },
	'heartbeat-interval': { unit: 'milliseconds' },
	'initial-cluster-state': { values: ['new', 'existing'] },
	'key-file': key,
	'log-format': { values: ['json', 'console'] },
	'log-level': { values: ['debug', 'info', 'warn', 'error', 'panic', 'fatal'] },
	'log-outputs': { values: ['default', 'stderr', 'stdout', 'systemd/journal'] },
	logger: { values: ['zap'] },
	'max-request-bytes': { unit: 'bytes' },
	metrics: { values: ['basic', 'extensive'] },
	'peer-cert-file': certificate,
	'peer-client-cert-file': certificate,
	'peer-client-key-file': key,
	'peer-crl-file': file,
	'peer-key-file': key,
	'peer-trusted-ca-file': certificate,
	'quota-backend-bytes': { unit: 'bytes' },
	'self-signed-cert-validity': { unit: 'years' },
	'tls-max-version': { values: tlsVersions },
	'tls-min-version': { values: tlsVersions },
	'trusted-ca-file': certificate,
	'wal-dir': folder,
};

/** Behind the name of the component. */
const componentFacts: Readonly<Record<string, SettingFacts>> = {
	'kube-apiserver:allow-privileged': { values: bools, default: 'false' },
	'kube-apiserver:anonymous-auth': { values: bools, default: 'true' },
	'kube-apiserver:audit-log-path': file,
	'kube-apiserver:audit-policy-file': file,
	'kube-apiserver:authorization-mode': {
		values: ['Node', 'RBAC', 'Webhook', 'AlwaysAllow', 'AlwaysDeny', 'ABAC'],
	},
	'kube-apiserver:client-ca-file': certificate,
	'kube-apiserver:enable-aggregator-routing': { values: bools, default: 'false' },
	'kube-apiserver:enable-bootstrap-token-auth': { values: bools, default: 'false' },
	'kube-apiserver:encryption-provider-config': file,
	'kube-apiserver:encryption-provider-config-automatic-reload': { values: bools, default: 'false' },
	'kube-apiserver:etcd-cafile': certificate,
	'kube-apiserver:etcd-certfile': certificate,
	'kube-apiserver:etcd-compaction-interval': { default: '5m0s' },
	'kube-apiserver:etcd-count-metric-poll-period': { default: '1m0s' },
	'kube-apiserver:etcd-db-metric-poll-interval': { default: '30s' },
	'kube-apiserver:etcd-healthcheck-timeout': { default: '2s' },
	'kube-apiserver:etcd-keyfile': key,
	'kube-apiserver:etcd-prefix': { default: '/registry' },
	'kube-apiserver:etcd-readycheck-timeout': { default: '2s' },
	'kube-apiserver:event-ttl': { default: '1h0m0s' },
	'kube-apiserver:goaway-chance': { default: '0' },
	'kube-apiserver:kubelet-client-certificate': certificate,
	'kube-apiserver:kubelet-client-key': key,
	'kube-apiserver:lease-reuse-duration-seconds': { default: '60', unit: 'seconds' },
	'kube-apiserver:max-mutating-requests-inflight': { default: '200' },
	'kube-apiserver:max-requests-inflight': { default: '400' },
	'kube-apiserver:min-request-timeout': { default: '1800', unit: 'seconds' },
	'kube-apiserver:profiling': { values: bools, default: 'true' },
	'kube-apiserver:proxy-client-cert-file': certificate,
	'kube-apiserver:proxy-client-key-file': key,
	'kube-apiserver:request-timeout': { default: '1m0s' },
	'kube-apiserver:requestheader-client-ca-file': certificate,
	'kube-apiserver:secure-port': { default: '6443' },
	'kube-apiserver:service-account-key-file': file,
	'kube-apiserver:service-account-signing-key-file': key,
	'kube-apiserver:service-node-port-range': { default: '30000-32767' },
	'kube-apiserver:storage-backend': { values: ['etcd3'] },
	'kube-apiserver:storage-media-type': {
		values: ['application/vnd.kubernetes.protobuf', 'application/json', 'application/yaml'],
		default: 'application/vnd.kubernetes.protobuf',
	},
	'kube-apiserver:tls-cert-file': certificate,
	'kube-apiserver:tls-min-version': { values: ['VersionTLS12', 'VersionTLS13'] },
	'kube-apiserver:tls-private-key-file': key,
	'kube-apiserver:watch-cache': { values: bools, default: 'true' },
	'kube-controller-manager:allocate-node-cidrs': { values: bools, default: 'false' },
	'kube-controller-manager:cluster-signing-cert-file': certificate,
	'kube-controller-manager:cluster-signing-duration': { default: '8760h0m0s' },
	'kube-controller-manager:cluster-signing-key-file': key,
	'kube-controller-manager:leader-elect': { values: bools, default: 'true' },
	'kube-controller-manager:node-monitor-grace-period': { default: '50s' },
	'kube-controller-manager:node-monitor-period': { default: '5s' },
	'kube-controller-manager:terminated-pod-gc-threshold': { default: '12500' },
	'kube-scheduler:config': file,
	'kube-scheduler:leader-elect': { values: bools, default: 'true' },
	'kubelet:cgroup-driver': { values: ['systemd', 'cgroupfs'] },
	'kubelet:max-pods': { default: '110' },
};

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];
const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const algorithms = ['RSA-2048', 'RSA-3072', 'RSA-4096', 'ECDSA-P256', 'ECDSA-P384'];
const pathTypes = ['File', 'FileOrCreate', 'Directory', 'DirectoryOrCreate', 'Socket', 'CharDevice', 'BlockDevice'];

/** By the last names of the path, as descriptions are. */
const fieldFacts: Readonly<Record<string, Readonly<Record<string, SettingFacts>>>> = {
	kubeadm: {
		bindPort: { default: '6443' },
		'bootstrapTokens.ttl': { default: '24h0m0s' },
		'bootstrapTokens.usages': { values: ['signing', 'authentication'] },
		'bootstrapTokens.groups': { default: 'system:bootstrappers:kubeadm:default-node-token' },
		'taints.effect': { values: taintEffects },
		imagePullPolicy: { values: pullPolicies, default: 'IfNotPresent' },
		imagePullSerial: { default: 'true' },
		ignorePreflightErrors: { values: preflightErrors },
		'timeouts.controlPlaneComponentHealthCheck': { default: '4m0s' },
		'timeouts.kubeletHealthCheck': { default: '4m0s' },
		'timeouts.kubernetesAPICall': { default: '1m0s' },
		'timeouts.etcdAPICall': { default: '2m0s' },
		'timeouts.tlsBootstrap': { default: '5m0s' },
		'timeouts.discovery': { default: '5m0s' },
		'timeouts.upgradeManifests': { default: '5m0s' },
		'apiServer.timeoutForControlPlane': { default: '4m0s' },
		'discovery.timeout': { default: '5m0s' },
		'external.caFile': certificate,
		'external.certFile': certificate,
		'external.keyFile': key,
		'local.dataDir': { default: '/var/lib/etcd', holds: 'folder' },
		'networking.serviceSubnet': { default: '10.96.0.0/12' },
		'networking.dnsDomain': { default: 'cluster.local' },
		kubernetesVersion: { default: 'stable-1' },
		'apply.kubernetesVersion': {},
		'diff.kubernetesVersion': {},
		'plan.kubernetesVersion': {},
		'extraVolumes.pathType': { values: pathTypes },
		'extraVolumes.hostPath': file,
		'dns.type': { values: ['CoreDNS', 'kube-dns'] },
		certificatesDir: { default: '/etc/kubernetes/pki', holds: 'folder' },
		imageRepository: { default: 'registry.k8s.io' },
		'dns.imageRepository': {},
		'local.imageRepository': {},
		clusterName: { default: 'kubernetes' },
		encryptionAlgorithm: { values: algorithms, default: 'RSA-2048' },
		certificateValidityPeriod: { default: '8760h0m0s' },
		caCertificateValidityPeriod: { default: '87600h0m0s' },
		caCertPath: { default: '/etc/kubernetes/pki/ca.crt', holds: 'certificate' },
		'file.kubeConfigPath': file,
		'patches.directory': folder,
		unmountFlags: { values: ['MNT_FORCE', 'MNT_DETACH', 'MNT_EXPIRE', 'UMOUNT_NOFOLLOW'] },
		certificateRenewal: { default: 'true' },
		etcdUpgrade: { default: 'true' },
		'diff.contextLines': { default: '3' },
	},
	kubelet: {
		'anonymous.enabled': { default: 'false' },
		'webhook.enabled': { default: 'true' },
		'webhook.cacheTTL': { default: '2m0s' },
		'x509.clientCAFile': certificate,
		'authorization.mode': { values: ['Webhook', 'AlwaysAllow'], default: 'Webhook' },
		'webhook.cacheAuthorizedTTL': { default: '5m0s' },
		'webhook.cacheUnauthorizedTTL': { default: '30s' },
		cgroupDriver: { values: ['systemd', 'cgroupfs'] },
		configMapAndSecretChangeDetectionStrategy: { values: ['Watch', 'Cache', 'Get'], default: 'Watch' },
		containerLogMaxFiles: { default: '5' },
		containerLogMaxSize: { default: '10Mi' },
		cpuManagerPolicy: { values: ['none', 'static'], default: 'none' },
		enforceNodeAllocatable: { values: ['pods', 'system-reserved', 'kube-reserved', 'none'], default: 'pods' },
		evictionPressureTransitionPeriod: { default: '5m0s' },
		failSwapOn: { default: 'true' },
		fileCheckFrequency: { default: '20s' },
		hairpinMode: { values: ['promiscuous-bridge', 'hairpin-veth', 'none'], default: 'promiscuous-bridge' },
		healthzBindAddress: { default: '127.0.0.1' },
		healthzPort: { default: '10248' },
		imageGCHighThresholdPercent: { default: '85' },
		imageGCLowThresholdPercent: { default: '80' },
		imageMinimumGCAge: { default: '2m0s' },
		maxPods: { default: '110' },
		memoryManagerPolicy: { values: ['None', 'Static'], default: 'None' },
		'memorySwap.swapBehavior': { values: ['NoSwap', 'LimitedSwap'] },
		nodeLeaseDurationSeconds: { default: '40', unit: 'seconds' },
		nodeStatusReportFrequency: { default: '5m0s' },
		nodeStatusUpdateFrequency: { default: '10s' },
		oomScoreAdj: { default: '-999' },
		podPidsLimit: { default: '-1' },
		port: { default: '10250' },
		readOnlyPort: { default: '0' },
		'registerWithTaints.effect': { values: taintEffects },
		resolvConf: { default: '/etc/resolv.conf', holds: 'file' },
		runtimeRequestTimeout: { default: '2m0s' },
		serializeImagePulls: { default: 'true' },
		staticPodPath: folder,
		streamingConnectionIdleTimeout: { default: '4h0m0s' },
		syncFrequency: { default: '1m0s' },
		tlsCertFile: certificate,
		tlsMinVersion: { values: ['VersionTLS12', 'VersionTLS13'] },
		tlsPrivateKeyFile: key,
		topologyManagerPolicy: {
			values: ['none', 'best-effort', 'restricted', 'single-numa-node'],
			default: 'none',
		},
		topologyManagerScope: { values: ['container', 'pod'], default: 'container' },
	},
	apiserver: { 'kms.apiVersion': { values: ['v2', 'v1'] }, 'kms.timeout': { default: '3s' } },
	'cluster-api': {
		format: { values: ['cloud-config', 'ignition'], default: 'cloud-config' },
		'files.encoding': { values: ['base64', 'gzip', 'gzip+base64'] },
		'rollingUpdate.maxSurge': { values: ['1', '0'], default: '1' },
		'strategy.type': { values: ['RollingUpdate'], default: 'RollingUpdate' },
		'rolloutStrategy.type': { values: ['RollingUpdate'], default: 'RollingUpdate' },
		nodeDrainTimeoutSeconds: { unit: 'seconds' },
		nodeVolumeDetachTimeoutSeconds: { unit: 'seconds' },
		nodeDeletionTimeoutSeconds: { unit: 'seconds', default: '10' },
		retryPeriodSeconds: { unit: 'seconds' },
		minHealthyPeriodSeconds: { unit: 'seconds', default: '3600' },
	},
	k3s: {
		'etcd-snapshot-retention': { default: '5' },
		'etcd-snapshot-schedule-cron': { default: '0 */12 * * *' },
		'cluster-cidr': { default: '10.42.0.0/16' },
		'service-cidr': { default: '10.43.0.0/16' },
	},
	'etcd-unit': {
		Type: { values: ['notify', 'simple', 'exec', 'forking'], default: 'simple' },
		Restart: { values: ['always', 'on-failure', 'on-abnormal', 'no'], default: 'no' },
		EnvironmentFile: file,
		IOSchedulingClass: { values: ['realtime', 'best-effort', 'idle'] },
	},
	'recovery-hosts': { private_key: key },
	kind: { 'nodes.role': { values: ['control-plane', 'worker'], default: 'control-plane' } },
	kubespray: { etcd_deployment_type: { values: ['host', 'kubeadm', 'docker'], default: 'host' } },
	talos: { 'machine.type': { values: ['controlplane', 'worker'] } },
	kubeproxy: {
		bindAddress: { default: '0.0.0.0' },
		'clientConnection.kubeconfig': file,
		'conntrack.maxPerCore': { default: '32768' },
		'conntrack.min': { default: '131072' },
		detectLocalMode: { values: ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix'] },
		healthzBindAddress: { default: '0.0.0.0:10256' },
		metricsBindAddress: { default: '127.0.0.1:10249' },
		mode: { values: ['iptables', 'ipvs', 'nftables'], default: 'iptables' },
		oomScoreAdj: { default: '-999' },
	},
};

/** What is known of the value of a field, by its kind such as `kubeadm/ClusterConfiguration`. */
export function factsOfField(kind: string, apiVersion: string, path: YamlPath): SettingFacts {
	const [group = '', name = ''] = kind.split('/');
	const names = fieldNames(shapeOfDocument({ kind, apiVersion }), path);
	const last = names?.at(-1);
	if (last === 'skipPhases') {
		return { values: phasesOf(name, names?.at(-2)) };
	}
	const table = fieldFacts[group];
	return (table && names && lookUpFacts(table, names)) ?? {};
}

function lookUpFacts(table: Readonly<Record<string, SettingFacts>>, names: readonly string[]) {
	const ends = names.map((_name, start) => names.slice(start).join('.'));
	const found = ends.find(end => Object.hasOwn(table, end));
	return found === undefined ? undefined : table[found];
}

/** What is known of the value of a flag; `minor` is the version of etcd. */
export function factsOfFlag(component: string, flag: string, minor?: string): SettingFacts {
	if (component !== 'etcd') {
		const name = `${component}:${flag}`;
		return (Object.hasOwn(componentFacts, name) ? componentFacts[name] : undefined) ?? {};
	}
	const known = etcdFlag(flag);
	const own = Object.hasOwn(etcdFacts, flag) ? etcdFacts[flag] : {};
	const values = known?.type === 'bool' ? { values: bools } : flag === 'feature-gates' ? gatesOf(minor) : {};
	return { ...(known?.default !== undefined && { default: known.default }), ...values, ...own };
}

function gatesOf(minor: string | undefined): SettingFacts {
	const gates = featureGates[minor ?? ''] ?? Object.values(featureGates).at(-1) ?? [];
	return { values: gates.flatMap(gate => [`${gate}=true`, `${gate}=false`]) };
}
