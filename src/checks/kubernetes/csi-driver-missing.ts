import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Nothing mounts its volumes there, and what is mounted cannot be taken away. */
export default check({
	id: 'kubernetes/csi-driver-missing',
	title: 'A node lacks a CSI driver that its volumes need',
	remedy: 'Look at the driver’s pod on that node.',
	severity: 'error',
	needs: ['csiNodes', 'volumeAttachments', 'nodes'],
	params: {},
	*run({ csiNodes, volumeAttachments, nodes }) {
		const drivers = new Map(
			csiNodes.objects.map(node => [
				node.metadata.name,
				new Set(itemsOf(node, 'spec', 'drivers').map(driver => textOf(driver, 'name'))),
			]),
		);
		for (const [nodeName, attachments] of Map.groupBy(
			volumeAttachments.objects,
			each => textOf(each, 'spec', 'nodeName') ?? '',
		)) {
			const node = nodes.objects.find(({ metadata }) => metadata.name === nodeName);
			const lost = new Set(
				attachments.map(each => textOf(each, 'spec', 'attacher')).filter(name => !drivers.get(nodeName)?.has(name)),
			);
			if (node && lost.size > 0) {
				yield problemWith(
					node,
					t('{0} has volumes of {1} and does not run that driver.', called(node), [...lost].join(', ')),
				);
			}
		}
	},
});
