import { fieldAt, rootOf, textAt } from '../core/config-tree.ts';
import type { Surroundings } from '../core/config-check.ts';
import type { ConfigDocument, Targets } from '../core/facts.ts';
import { parseVersion, type Version } from '../core/version.ts';
import { etcdTagFor, newestKubernetes } from './kubernetes-versions.ts';

export interface Target {
	readonly version: Version;
	/** Whether the file says it, or the user, or nobody. */
	readonly source: 'file' | 'setting' | 'newest';
}

/** The Kubernetes that the documents of a bundle are for. */
export function kubernetesOf(bundle: readonly ConfigDocument[], targets: Targets): Target {
	const told = toldBy(bundle);
	const set = parseVersion(targets.kubernetes ?? '');
	return told
		? { version: told, source: 'file' }
		: set
			? { version: set, source: 'setting' }
			: { version: newestKubernetes, source: 'newest' };
}

/** Half of the rules ask, for every document of the bundle. */
const known = new WeakMap<readonly ConfigDocument[], { readonly version: Version | undefined }>();

function toldBy(bundle: readonly ConfigDocument[]): Version | undefined {
	const told = known.get(bundle) ?? { version: firstOf(bundle) };
	known.set(bundle, told);
	return told.version;
}

function firstOf(bundle: readonly ConfigDocument[]): Version | undefined {
	for (const document of bundle) {
		const version = kubernetesIn(document);
		if (version) {
			return version;
		}
	}
	return undefined;
}

function kubernetesIn(document: ConfigDocument): Version | undefined {
	const root = rootOf(document);
	const around = parseVersion(document.kubernetes ?? '');
	if (around) {
		return around;
	}
	return document.kind === 'kubeadm/ClusterConfiguration'
		? parseVersion(textAt(root, 'kubernetesVersion') ?? '')
		: undefined;
}

/** The etcd that kubeadm will run for a ClusterConfiguration. */
export function etcdOf(cluster: ConfigDocument, around: Surroundings): Target | undefined {
	const tag = fieldAt(rootOf(cluster), 'etcd', 'local', 'imageTag');
	if (tag?.node.kind === 'scalar' && tag.node.type !== 'null') {
		const version = tag.node.opaque ? undefined : parseVersion(tag.node.text);
		return version && { version, source: 'file' };
	}
	const set = parseVersion(around.targets.etcd ?? '');
	if (set) {
		return { version: set, source: 'setting' };
	}
	// What the document says itself is enough: nobody need look at the others then.
	const own = kubernetesIn(cluster);
	const kubernetes: Target = own ? { version: own, source: 'file' } : kubernetesOf(around.bundle, around.targets);
	if (cluster.isPart && kubernetes.source === 'newest') {
		return undefined;
	}
	const version = parseVersion(etcdTagFor(kubernetes.version) ?? '');
	return version && { version, source: kubernetes.source };
}
