import { entriesOf, fieldAt, scalarOf, type Site } from '../core/config-tree.ts';
import type { YamlPath } from '../core/finding.ts';
import type { FixEdit } from '../core/fix.ts';
import { goDuration } from '../core/formats/go-duration.ts';

/** Where v1beta2 of Cluster API has what v1beta1 has elsewhere: the new path, from the same `spec` on. */
const moves: Readonly<Record<string, string>> = {
	rolloutBefore: 'rollout.before',
	rolloutAfter: 'rollout.after',
	rolloutStrategy: 'rollout.strategy',
	remediationStrategy: 'remediation',
	machineNamingStrategy: 'machineNaming',
	'machineTemplate.readinessGates': 'machineTemplate.spec.readinessGates',
	'machineTemplate.taints': 'machineTemplate.spec.taints',
};

/** The same, of durations that are whole seconds in v1beta2; times of kubeadm stand beside each other there. */
const seconds: Readonly<Record<string, readonly string[]>> = {
	'machineTemplate.nodeDrainTimeout': ['machineTemplate.spec.deletion.nodeDrainTimeoutSeconds'],
	'machineTemplate.nodeVolumeDetachTimeout': ['machineTemplate.spec.deletion.nodeVolumeDetachTimeoutSeconds'],
	'machineTemplate.nodeDeletionTimeout': ['machineTemplate.spec.deletion.nodeDeletionTimeoutSeconds'],
	'joinConfiguration.discovery.timeout': ['joinConfiguration.timeouts.tlsBootstrapSeconds'],
	'clusterConfiguration.apiServer.timeoutForControlPlane': [
		'initConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds',
		'joinConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds',
	],
};

/** v1beta2 takes the kind from where it stands. */
const gone = /^(?:useExperimentalRetryJoin|(?:cluster|init|join)Configuration\.(?:apiVersion|kind))$/;

/** What brings a field of v1beta1 to where v1beta2 has it; nothing where that would not say all it said. */
export function renameToV1beta2(root: Site, site: Site): readonly FixEdit[] | undefined {
	const names = site.path.map(String);
	// The specification of kubeadm stands in that of a control plane, or by itself; both may be in a template.
	const start = names.lastIndexOf(names.includes('kubeadmConfigSpec') ? 'kubeadmConfigSpec' : 'spec') + 1;
	const head = site.path.slice(0, start);
	const own = names.slice(start).join('.');
	const edit = { document: root.document.id, path: site.path };
	const isDeep = /\.template\.spec\.|^spec\./.test(names.join('.'));
	if (!root.document.apiVersion.endsWith('/v1beta2') || !isDeep || site.occurrence !== undefined) {
		return undefined;
	}
	if (gone.test(own)) {
		return [{ ...edit, kind: 'delete' }];
	}
	if (own === 'machineTemplate.infrastructureRef') {
		return referenceEdits(site, head);
	}
	if (/^initConfiguration\.bootstrapTokens\.\d+\.ttl$/.test(own)) {
		return inSeconds(site, 'ttlSeconds');
	}
	const targets = seconds[own]?.map(path => [...head, ...path.split('.')]);
	if (targets) {
		return toSeconds(root, site, targets);
	}
	const target = moves[own]?.split('.');
	const key = target?.at(-1);
	if (!target || key === undefined || fieldAt(root, ...head, ...target)) {
		return undefined;
	}
	if (target.length === 1) {
		const inner = entriesOf(site).flatMap(entry => periodEdits(entry));
		return inner.includes(undefined)
			? undefined
			: [{ ...edit, kind: 'rename', to: key }, ...inner.filter(each => each !== undefined)];
	}
	return [{ ...edit, kind: 'move', into: root.document.id, to: [...head, ...target.slice(0, -1)], key }];
}

/** The two waiting times of a remediation. */
function periodEdits(entry: Site & { readonly key: string }): readonly (FixEdit | undefined)[] {
	return ['retryPeriod', 'minHealthyPeriod'].includes(entry.key)
		? (inSeconds(entry, `${entry.key}Seconds`) ?? [undefined])
		: [];
}

function inSeconds(site: Site, key: string): readonly FixEdit[] | undefined {
	const value = wholeSeconds(site);
	const edit = { document: site.document.id, path: site.path };
	return value === undefined || site.occurrence !== undefined
		? undefined
		: [
				{ ...edit, kind: 'rename', to: key },
				{ ...edit, kind: 'set', value },
			];
}

function toSeconds(root: Site, site: Site, targets: readonly YamlPath[]): readonly FixEdit[] | undefined {
	const value = wholeSeconds(site);
	const document = root.document.id;
	if (value === undefined || targets.some(target => fieldAt(root, ...target))) {
		return undefined;
	}
	const added = targets.map((target): FixEdit => {
		return { document, kind: 'insert', path: target.slice(0, -1), key: String(target.at(-1)), value };
	});
	return [...added, { document, kind: 'delete', path: site.path }];
}

/** The reference names the group alone, and always means the own namespace. */
function referenceEdits(site: Site, head: YamlPath): readonly FixEdit[] | undefined {
	const document = site.document.id;
	const fields = new Map(entriesOf(site).map(entry => [entry.key, scalarOf(entry)?.text]));
	const [apiVersion, kind, name] = ['apiVersion', 'kind', 'name'].map(key => fields.get(key));
	const [apiGroup, version] = apiVersion?.split('/') ?? [];
	const isKnown = [...fields.keys()].every(key => ['apiVersion', 'kind', 'name', 'namespace'].includes(key));
	if (!apiGroup || !version || kind === undefined || name === undefined || !isKnown) {
		return undefined;
	}
	const key = 'infrastructureRef';
	return [
		{
			document,
			kind: 'insert',
			path: [...head, 'machineTemplate', 'spec'],
			key,
			value: { apiGroup, kind, name },
		},
		{ document, kind: 'delete', path: site.path },
	];
}

function wholeSeconds(site: Site): number | undefined {
	const duration = goDuration(scalarOf(site)?.text ?? '');
	const value = duration === undefined ? undefined : duration / 1000;
	return value !== undefined && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : undefined;
}
