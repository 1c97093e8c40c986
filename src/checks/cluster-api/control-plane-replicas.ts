import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, numberOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** With an even number of members etcd bears no more losses than with one less. */
export default check({
	id: 'cluster-api/control-plane-replicas',
	title: 'A control plane has an unfortunate number of Machines',
	remedy: 'Set spec.replicas to 3 or 5.',
	severity: 'warning',
	needs: ['kubeadmControlPlanes'],
	params: {},
	*run({ kubeadmControlPlanes }) {
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			const replicas = numberOf(controlPlane, 'spec', 'replicas') ?? 1;
			const isExternal =
				fieldOf(controlPlane, 'spec', 'kubeadmConfigSpec', 'clusterConfiguration', 'etcd', 'external') !== undefined;
			const anchor = fieldAnchor(controlPlane, 'spec', 'replicas');
			if (replicas === 1) {
				yield problemWith(
					controlPlane,
					t('{0} has one Machine: its loss is the loss of the cluster.', called(controlPlane)),
					{ severity: 'info', anchor },
				);
			} else if (replicas % 2 === 0 && !isExternal) {
				yield problemWith(
					controlPlane,
					t('{0} has {1} Machines: an even number bears no more losses than one less.', called(controlPlane), replicas),
					{ anchor },
				);
			}
		}
	},
});
