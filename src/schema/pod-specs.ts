import { fieldAt, itemsOf, type Site } from '../core/config-tree.ts';

export const podKinds = ['pod', 'static-pod', 'workload'];

/** The spec of the pod that a document is, or makes. */
export function podSpecOf(root: Site): Site | undefined {
	return (
		fieldAt(root, 'spec', 'jobTemplate', 'spec', 'template', 'spec') ??
		fieldAt(root, 'spec', 'template', 'spec') ??
		fieldAt(root, 'spec')
	);
}

/** All containers of a pod, those included that run before. */
export function containersIn(spec: Site): Site[] {
	return ['initContainers', 'containers', 'ephemeralContainers'].flatMap(key => {
		const list = fieldAt(spec, key);
		return list ? itemsOf(list) : [];
	});
}

/** Whether the name of a resource is that of devices, as `nvidia.com/gpu`; what Kubernetes counts itself has no domain. */
export function isDevice(name: string): boolean {
	return name.includes('/') && !/^(?:[\w.-]*\.)?kubernetes\.io\//.test(name);
}
