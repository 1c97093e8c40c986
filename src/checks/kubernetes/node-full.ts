import { check, pause } from '../../core/check.ts';
import { nodeNameOf, phaseOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isExtended, quantitiesAt, requestsOf } from '../../core/kubernetes-resources-used.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** What asks for more than is left waits, and a pod that is moved finds no place. */
export default check({
	id: 'kubernetes/node-full',
	title: 'Nearly all of a resource is asked for on a node',
	remedy: 'Add nodes, or lower what pods ask for.',
	severity: 'info',
	needs: ['nodes', 'pods'],
	params: {
		percent: {
			default: 90,
			unit: 'percent',
			description: 'Share of what the node gives that is asked for.',
			source: 'Our proposal: less leaves no room for one more pod',
		},
	},
	*run({ nodes, pods }, { percent }) {
		const running = pods.objects.filter(pod => !['Succeeded', 'Failed'].includes(phaseOf(pod)));
		const byNode = Map.groupBy(running, nodeNameOf);
		for (const node of nodes.objects) {
			yield pause;
			const own = (byNode.get(node.metadata.name) ?? []).map(pod => requestsOf(fieldOf(pod, 'spec')));
			for (const [name, total] of quantitiesAt(node, 'status', 'allocatable')) {
				const asked = name === 'pods' ? own.length : own.reduce((sum, requests) => sum + (requests.get(name) ?? 0), 0);
				// All devices in use is how devices are meant to be used.
				if (!isExtended(name) && total > 0 && (asked / total) * 100 >= percent) {
					yield problemWith(
						node,
						t('{0}: pods ask for {1} % of its {2}.', called(node), Math.floor((asked / total) * 100), name),
					);
				}
			}
		}
	},
});
