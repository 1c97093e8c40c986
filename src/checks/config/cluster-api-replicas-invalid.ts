import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, setFix, type Site } from '../../core/config-tree.ts';
import type { Problem } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { controlPlaneOf, hasExternalEtcd, wholeNumber } from '../../schema/cluster-api.ts';

/** Each machine of a control plane is a member of etcd: an even number of them is refused, for one of them is in vain. */
export default configCheck({
	id: 'config/cluster-api-replicas-invalid',
	title: 'A control plane has the wrong number of machines',
	remedy: 'Write 3, or 5; 1 where nothing must survive. With etcd elsewhere any number will do.',
	// Source: the webhook of KubeadmControlPlane, "cannot be an even number when etcd is stacked".
	severity: 'error',
	kinds: ['cluster-api/KubeadmControlPlane', 'cluster-api/Cluster', 'cluster-api/RKE2ControlPlane'],
	*each(root) {
		const { kind } = root.document;
		if (kind === 'cluster-api/KubeadmControlPlane') {
			const plane = controlPlaneOf(root);
			const replicas = plane && fieldAt(plane.spec, 'replicas');
			const count = wholeNumber(replicas);
			if (replicas && count !== undefined && count <= 0) {
				yield problemAt(replicas, t('A control plane without machines is refused.'));
			} else if (plane && replicas && !hasExternalEtcd(plane)) {
				// A patch may be laid over a control plane whose etcd is elsewhere.
				yield* judge(replicas, plane.isPatch ? 'warning' : 'error');
			}
		} else {
			const path =
				kind === 'cluster-api/Cluster' ? ['spec', 'topology', 'controlPlane', 'replicas'] : ['spec', 'replicas'];
			const replicas = fieldAt(root, ...path);
			yield* replicas ? judge(replicas, 'warning') : [];
		}
	},
});

function* judge(site: Site, severity: 'warning' | 'error'): Generator<Problem> {
	const count = wholeNumber(site);
	if (count !== undefined && count > 0 && count % 2 === 0) {
		const survives = count / 2 - 1;
		yield problemAt(site, t('{0} members survive as many failures as {2}: {1}.', count, survives, count - 1), {
			severity,
			fix: setFix(t('Write "{0}"', count + 1), site, count + 1),
		});
	}
}
