import type { Surroundings } from '../core/config-check.ts';
import { fieldAt, itemsOf, scalarOf, type Site } from '../core/config-tree.ts';
import { parseVersion, type Version } from '../core/version.ts';
import { argumentsAt } from './arguments.ts';
import { containersOf, listedSettings, startedBy, type Setting } from './command.ts';
import { kubernetesOf } from './targets.ts';

/** One API server as a file starts it. */
export interface ApiServer {
	readonly root: Site;
	readonly settings: readonly Setting[];
	/** Of a pod, the container. */
	readonly container?: Site;
	/** Missing where nothing tells it. */
	readonly version?: Version;
	/** kubeadm or K3s adds to the settings. */
	readonly isPartial: boolean;
}

export const apiServerKinds = ['static-pod', 'workload', 'kubeadm/ClusterConfiguration', 'k3s'];

export function apiServersOf(root: Site, around: Surroundings): ApiServer[] {
	switch (root.document.kind) {
		case 'static-pod':
		case 'workload':
			return containersOf(root).flatMap(container => ofContainer(root, container, around));
		case 'kubeadm/ClusterConfiguration':
			return [ofKubeadm(root, around)];
		case 'k3s':
			return ['kube-apiserver-arg', 'kube-apiserver-arg+'].flatMap(key => {
				const list = fieldAt(root, key);
				return list && itemsOf(list).length > 0 ? [{ root, settings: listedSettings(list), isPartial: true }] : [];
			});
		default:
			return [];
	}
}

/** The setting that counts: the last of a name. */
export function apiServerSetting(server: ApiServer, flag: string): Setting | undefined {
	return server.settings.findLast(setting => setting.flag === flag);
}

function ofContainer(root: Site, container: Site, { targets }: Surroundings): ApiServer[] {
	const settings = startedBy(container, 'kube-apiserver');
	const image = scalarOf(fieldAt(container, 'image'))?.text ?? '';
	const version = parseVersion(/:(v?\d+\.\d+\.\d+)/.exec(image)?.[1] ?? targets.kubernetes ?? '');
	return settings ? [{ root, container, settings, ...(version && { version }), isPartial: false }] : [];
}

function ofKubeadm(root: Site, { bundle, targets }: Surroundings): ApiServer {
	const settings = argumentsAt(fieldAt(root, 'apiServer', 'extraArgs')).map(({ name, ...argument }) => ({
		flag: name,
		written: name,
		...argument,
	}));
	const target = kubernetesOf(bundle, targets);
	const isTold = target.source !== 'newest';
	return { root, settings, ...(isTold && { version: target.version }), isPartial: true };
}
