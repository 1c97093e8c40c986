import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** Controllers are tested against some versions of Kubernetes, and others work by luck. */
export default check({
	id: 'cluster-api/workload-version-unsupported',
	title: 'A workload cluster is too far from its management cluster',
	remedy: 'Upgrade the one that is behind.',
	severity: 'warning',
	needs: ['kubeadmControlPlanes', 'apiServerVersion'],
	// Source: Cluster API, supported versions: management N to N-3, workload N to N-5
	params: {
		minors: {
			default: 5,
			unit: 'count',
			description: 'How many minor versions a workload cluster may be behind.',
			source: 'Cluster API supports six minor versions for workload clusters',
		},
	},
	*run({ kubeadmControlPlanes, apiServerVersion }, { minors }) {
		for (const controlPlane of yield* clusterApiObjects(kubeadmControlPlanes)) {
			const runs = textOf(controlPlane, 'status', 'version') ?? '';
			const version = parseVersion(runs);
			if (version && apiServerVersion.minor - version.minor > minors) {
				yield problemWith(
					controlPlane,
					t('{0} runs {1}; its management cluster is {2}.', called(controlPlane), runs, apiServerVersion.gitVersion),
					{ anchor: fieldAnchor(controlPlane, 'spec', 'version') },
				);
			}
		}
	},
});
