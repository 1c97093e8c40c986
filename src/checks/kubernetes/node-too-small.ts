import { formatBytes } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { isControlPlane } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { quantitiesAt } from '../../core/kubernetes-resources-used.ts';
import { t } from '../../core/words.ts';

/** kubeadm refuses such machines: the control plane starves on them. */
export default check({
	id: 'kubernetes/node-too-small',
	title: 'A node of the control plane is smaller than kubeadm demands',
	remedy: 'Give it two processors and 1700 MB of memory.',
	severity: 'warning',
	needs: ['nodes'],
	// Source: kubeadm, preflight checks NumCPU and Mem
	params: {
		cpus: { default: 2, unit: 'count', description: 'Processors it needs.', source: 'kubeadm, preflight check NumCPU' },
		megabytes: {
			default: 1700,
			unit: 'count',
			description: 'Memory it needs, in 10^6 bytes.',
			source: 'kubeadm, preflight check Mem',
		},
	},
	*run({ nodes }, { cpus, megabytes }) {
		for (const node of nodes.objects.filter(isControlPlane)) {
			const capacity = new Map(quantitiesAt(node, 'status', 'capacity'));
			const [cpu, memory] = [capacity.get('cpu'), capacity.get('memory')];
			if ((cpu ?? Infinity) < cpus) {
				yield problemWith(node, t('{0} has {1} processors.', called(node), cpu ?? 0));
			}
			if ((memory ?? Infinity) < megabytes * 1e6) {
				yield problemWith(node, t('{0} has {1} of memory.', called(node), formatBytes(memory ?? 0)));
			}
		}
	},
});
