import type { Description } from '../description.ts';
import type { YamlValue } from '../yaml-value.ts';

/** What a document is judged as, by its group; the kind follows after a slash. */
const groups: readonly (readonly [group: RegExp, name: string])[] = [
	// In capitals or without a version it is none, and clear all the same.
	[/^kubeadm\.k8s\.io(?:\/|$)/i, 'kubeadm'],
	[/^kubelet\.config\.k8s\.io\//, 'kubelet'],
	[/^kubeproxy\.config\.k8s\.io\//, 'kubeproxy'],
	[/^apiserver\.config\.k8s\.io\//, 'apiserver'],
	[/^kind\.x-k8s\.io\//, 'kind'],
	[/^(?:[\w-]+\.)?cluster\.x-k8s\.io\//, 'cluster-api'],
];

/** Documents of no kind and version, by keys that only they have. */
const shapes: readonly {
	readonly name: string;
	readonly fits: (root: YamlValue, keys: readonly string[]) => boolean;
}[] = [
	{
		name: 'talos',
		fits: (root, keys) =>
			(keys.includes('machine') || keys.includes('cluster')) &&
			(root.get('version')?.text() === 'v1alpha1' || (keys.includes('machine') && keys.includes('cluster'))),
	},
	{
		name: 'k3s',
		fits: (_root, keys) => keys.some(key => telling.test(key)) && keys.every(key => /^[a-z][a-z0-9-]*\+?$/.test(key)),
	},
	{
		name: 'kubespray',
		fits: (_root, keys) => new Set(keys.filter(key => kubespray.test(key))).size >= 2,
	},
	{ name: 'recovery-hosts', fits: isListOfHosts },
];

/** Settings that only K3s and RKE2 have by these names. */
const telling =
	/^(?:cluster-init|cluster-reset(?:-restore-path)?|datastore-endpoint|write-kubeconfig(?:-mode)?|flannel-backend|disable-(?:etcd|apiserver)|etcd-(?:arg|snapshot-[a-z-]+|expose-metrics|disable-snapshots|s3(?:-[a-z-]+)?|image|extra-(?:mount|env))|kube(?:let|-apiserver|-scheduler|-controller-manager)-arg)\+?$/;

const kubespray =
	/^etcd_(?:deployment_type|heartbeat_interval|election_timeout|quota_backend_bytes|compaction_retention|snapshot_count|metrics(?:_port)?|secure_client|peer_client_auth|kubeadm_enabled|data_dir|version|memory_limit|max_request_bytes|listen_metrics_urls|experimental_\w+|extra_vars|events_cluster_enabled|config_dir|cert_dir|backup_\w+|retries|ionice|blkio_weight|script_dir|log_package_levels|log_level|unsupported_arch)$/;

/** `hosts.json` of etcd-recovery: hosts with a way in. */
function isListOfHosts(root: YamlValue): boolean {
	const [first] = root.items();
	const names = first?.entries().map(([name]) => name) ?? [];
	const isOther = names.some(name => ['hosts', 'tasks', 'roles', 'apiVersion'].includes(name));
	const hasManifest = names.some(name => /^(?:backedup_?manifest|member_name)$/i.test(name));
	const hasWayIn = names.some(name => /^(?:password|private_?key|username)$/i.test(name));
	return names.includes('host') && !isOther && hasWayIn && (hasManifest || names.includes('name'));
}

/** What a document is, by what is in it: `other/…` where no rule is about it. */
export function recognize(
	root: YamlValue,
	apiVersion: string,
	kind: string,
	descriptions: readonly Description[],
): string {
	const group = groups.find(([pattern]) => pattern.test(apiVersion));
	if (group) {
		return `${group[1]}/${kind}`;
	}
	if (kind === 'EncryptionConfig' && apiVersion === 'v1') {
		return 'apiserver/EncryptionConfiguration';
	}
	const origin = descriptions[0]?.origin;
	switch (origin) {
		case 'static-pod':
		case 'live-pod':
			return 'static-pod';
		case 'workload':
			return 'workload';
		case 'etcd-config':
			return origin;
		default:
			return apiVersion === '' && kind === '' ? byKeys(root) : hasPod(root, kind) ? 'pod' : `other/${kind}`;
	}
}

function byKeys(root: YamlValue): string {
	const keys = root.entries().map(([key]) => key);
	return shapes.find(({ fits }) => fits(root, keys))?.name ?? 'other/';
}

/** Pods of which there are rules: with user namespaces, and with devices. */
function hasPod(root: YamlValue, kind: string): boolean {
	const spec = podSpecOf(root, kind);
	const limits = (spec?.get('containers')?.items() ?? []).flatMap(
		container => container.at('resources', 'limits')?.entries() ?? [],
	);
	return (
		spec?.get('hostUsers') !== undefined ||
		spec?.get('resourceClaims') !== undefined ||
		limits.some(([name]) => name.includes('/'))
	);
}

function podSpecOf(root: YamlValue, kind: string): YamlValue | undefined {
	switch (kind) {
		case 'Pod':
			return root.get('spec');
		case 'CronJob':
			return root.at('spec', 'jobTemplate', 'spec', 'template', 'spec');
		default:
			return root.at('spec', 'template', 'spec');
	}
}
