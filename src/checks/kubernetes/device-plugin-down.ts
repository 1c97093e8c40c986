import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, type KubeObject, numberOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Its node takes no more pods that want its devices, and after a restart of the kubelet it must come back by itself. */
export default check({
	id: 'kubernetes/device-plugin-down',
	title: 'A device plugin does not run on some node',
	remedy: 'Look at its pod on that node, and restart it.',
	severity: 'warning',
	needs: ['daemonSets'],
	params: {},
	*run({ daemonSets }) {
		for (const set of daemonSets.objects.filter(isDevicePlugin)) {
			const [wanted, ready] = [
				numberOf(set, 'status', 'desiredNumberScheduled') ?? 0,
				numberOf(set, 'status', 'numberReady') ?? 0,
			];
			if (ready < wanted) {
				yield problemWith(set, t('{0} runs on {1} of {2} nodes.', called(set), ready, wanted));
			}
		}
	},
});

/** What offers devices mounts the kubelet’s folder for that, or calls itself so. */
function isDevicePlugin(set: KubeObject): boolean {
	const volumes = itemsOf(set, 'spec', 'template', 'spec', 'volumes');
	return (
		/device-plugin|dra-driver|kubelet-plugin/.test(set.metadata.name) ||
		volumes.some(
			volume =>
				/\/var\/lib\/kubelet\/(?:device-plugins|plugins_registry)/.test(textOf(volume, 'hostPath', 'path') ?? '') &&
				!/csi/.test(set.metadata.name),
		)
	);
}
