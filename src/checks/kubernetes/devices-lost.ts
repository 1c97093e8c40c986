import { check, pause } from '../../core/check.ts';
import { labelsOf } from '../../core/kubernetes-nodes.ts';
import { nodeNameOf, phaseOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { devicesOf, isExtended, quantitiesAt } from '../../core/kubernetes-resources-used.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Where a device plugin calls devices unhealthy or is gone itself, the node offers fewer than it has, or none. */
export default check({
	id: 'kubernetes/devices-lost',
	title: 'A node offers fewer devices than it has',
	remedy: 'Look at the device plugin and the driver on that node.',
	severity: 'warning',
	needs: ['nodes', 'pods'],
	params: {},
	*run({ nodes, pods }) {
		const byNode = Map.groupBy(
			pods.objects.filter(pod => phaseOf(pod) === 'Running'),
			nodeNameOf,
		);
		for (const node of nodes.objects) {
			yield pause;
			const capacity = new Map(quantitiesAt(node, 'status', 'capacity'));
			const allocatable = new Map(quantitiesAt(node, 'status', 'allocatable'));
			const own = byNode.get(node.metadata.name) ?? [];
			const used = new Set(own.flatMap(pod => devicesOf(fieldOf(pod, 'spec'))));
			const promised = labelsOf(node)['nvidia.com/gpu.present'] === 'true' ? ['nvidia.com/gpu'] : [];
			const names = new Set([...capacity.keys(), ...used, ...promised].filter(isExtended));
			for (const name of names) {
				const [has, gives] = [capacity.get(name) ?? 0, allocatable.get(name) ?? 0];
				const isVanished = gives === 0 && (used.has(name) || promised.includes(name));
				if (isVanished) {
					yield problemWith(
						node,
						t('{0} offers no {1} any more, and pods there use it or its labels promise it.', called(node), name),
						{ severity: 'error' },
					);
				} else if (gives < has) {
					yield problemWith(node, t('{0} offers {1} of {2} {3}.', called(node), gives, has, name));
				}
			}
		}
	},
});
