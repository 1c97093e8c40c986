import type { Surroundings } from '../core/config-check.ts';
import type { ConfigDocument } from '../core/facts.ts';

/** Who reads the configuration of a component that stands in a file. */
export type ComponentReader = 'kubeadm' | 'component' | 'nobody';

const known = new WeakMap<readonly ConfigDocument[], ComponentReader>();

/**
 * `kubeadm init` decodes the configurations of kubelet and kube-proxy strictly; its other commands pass over them. In a file
 * of their own the components read them, and warn of what they do not know. Others are not held against their bundle, so
 * that they need not be judged again with it.
 */
export function readerOf({ kind }: ConfigDocument, around: Surroundings): ComponentReader {
	if (!/^kube(?:let|proxy)\//.test(kind)) {
		return 'kubeadm';
	}
	const { bundle } = around;
	const reader = known.get(bundle) ?? readerIn(bundle);
	known.set(bundle, reader);
	return reader;
}

function readerIn(bundle: readonly ConfigDocument[]): ComponentReader {
	const has = (pattern: RegExp) => bundle.some(({ kind }) => pattern.test(kind));
	return has(/^kubeadm\/(?:Init|Cluster)Configuration/) ? 'kubeadm' : has(/^kubeadm\//) ? 'nobody' : 'component';
}
