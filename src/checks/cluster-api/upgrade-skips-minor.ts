import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { clusterApiReference, referred } from '../../core/cluster-api.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { type KubeObject, textOf } from '../../core/kubernetes.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** kubeadm and the API server bear one minor version at a time. */
export default check({
	id: 'cluster-api/upgrade-skips-minor',
	title: 'An upgrade would skip a minor version',
	remedy: 'Upgrade by one minor version, then by the next.',
	severity: 'error',
	needs: ['clusters', 'kubeadmControlPlanes'],
	params: {},
	*run({ clusters, kubeadmControlPlanes }) {
		const targets = [
			...(yield* clusterApiObjects(clusters)).map(cluster => ({
				object: cluster,
				wanted: textOf(cluster, 'spec', 'topology', 'version'),
				runs: versionOfControlPlane(cluster, kubeadmControlPlanes.objects),
				path: ['spec', 'topology', 'version'],
			})),
			...kubeadmControlPlanes.objects.map(object => ({
				object,
				wanted: textOf(object, 'spec', 'version'),
				runs: textOf(object, 'status', 'version'),
				path: ['spec', 'version'],
			})),
		];
		for (const { object, wanted = '', runs = '', path } of targets) {
			const [to, from] = [parseVersion(wanted), parseVersion(runs)];
			if (to && from && (to.minor - from.minor > 1 || to.minor < from.minor)) {
				yield problemWith(object, t('{0} wants {1} and runs {2}.', called(object), wanted, runs), {
					anchor: fieldAnchor(object, ...path),
				});
			}
		}
	},
});

function versionOfControlPlane(cluster: KubeObject, controlPlanes: readonly KubeObject[]): string | undefined {
	const found = referred(clusterApiReference(cluster, 'spec', 'controlPlaneRef'), controlPlanes);
	return found && textOf(found, 'status', 'version');
}
