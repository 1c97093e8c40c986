import { check } from '../../core/check.ts';
import { called, installed, problemWith } from '../../core/kubernetes-problem.ts';
import { quantitiesAt } from '../../core/kubernetes-resources-used.ts';
import { t } from '../../core/words.ts';

/** A node that is busy to its limit answers late, its kubelet and its etcd too. */
export default check({
	id: 'kubernetes/node-usage-high',
	title: 'A node uses nearly all of its processors or memory',
	remedy: 'Find what uses it, and move or limit that.',
	severity: 'warning',
	needs: ['nodeMetrics', 'nodes'],
	params: {
		cpuPercent: {
			default: 90,
			unit: 'percent',
			description: 'Share of the processors in use.',
			source: 'popeye: 80 %; ours is later, since it is one sight',
		},
		memoryPercent: {
			default: 90,
			unit: 'percent',
			description: 'Share of the memory in use.',
			source: 'popeye: 80 %; ours is later, since it is one sight',
		},
	},
	*run({ nodeMetrics, nodes }, { cpuPercent, memoryPercent }) {
		const usage = new Map(
			(yield* installed(nodeMetrics, 'metrics-server')).map(metrics => [metrics.metadata.name, metrics]),
		);
		for (const node of nodes.objects) {
			const used = new Map(quantitiesAt(usage.get(node.metadata.name), 'usage'));
			const given = new Map(quantitiesAt(node, 'status', 'allocatable'));
			for (const [name, limit] of [
				['cpu', cpuPercent],
				['memory', memoryPercent],
			] as const) {
				const percent = ((used.get(name) ?? 0) / (given.get(name) ?? Infinity)) * 100;
				if (percent >= limit) {
					yield problemWith(node, t('{0} uses {1} % of its {2}.', called(node), Math.floor(percent), name));
				}
			}
		}
	},
});
