import { flagsOf } from './etcd-pods.ts';
import type { ComponentSpec } from './facts.ts';
import { itemsOf, textOf, type KubeObject } from './kubernetes.ts';

const components = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** What the running pods of the control plane are started with, in the form in which files say it. */
export function componentSpecsOf(pods: readonly KubeObject[]): ComponentSpec[] {
	return pods.flatMap(pod => {
		const component = pod.metadata.labels?.['component'] ?? '';
		const container = itemsOf(pod, 'spec', 'containers').find(each => textOf(each, 'name') === component);
		if (pod.metadata.namespace !== 'kube-system' || !components.includes(component) || container === undefined) {
			return [];
		}
		const flags = flagsOf(container);
		const version = /:v?(\d+\.\d+\.\d+)/.exec(textOf(container, 'image') ?? '')?.[1];
		return {
			document: `kube-system/${pod.metadata.name}`,
			component,
			...(component === 'etcd' && flags['name'] !== undefined && { memberName: flags['name'] }),
			flags,
			...(version !== undefined && { version }),
			...(flags['config-file'] !== undefined && { isPartial: true }),
		};
	});
}
