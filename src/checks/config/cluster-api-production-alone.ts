import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, setFix, textAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneOf, hasExternalEtcd, wholeNumber } from '../../schema/cluster-api.ts';

/** A control plane of one machine is away while that machine is, and gone with its disk. */
export default configCheck({
	id: 'config/cluster-api-production-alone',
	title: 'A cluster that is called production has one control-plane machine',
	remedy: 'Write 3 replicas, or 5; or give a cluster that may fail another name.',
	severity: 'warning',
	kinds: ['cluster-api/KubeadmControlPlane', 'cluster-api/Cluster', 'cluster-api/RKE2ControlPlane'],
	*each(root) {
		const isCluster = root.document.kind === 'cluster-api/Cluster';
		const plane = isCluster ? undefined : controlPlaneOf(root);
		const path = isCluster ? ['topology', 'controlPlane', 'replicas'] : ['replicas'];
		const replicas = fieldAt(root, 'spec', ...path);
		const names = [textAt(root, 'metadata', 'name'), textAt(root, 'metadata', 'namespace')];
		const isProduction = names.some(name => /(?:^|[-.])(?:prod|production|ha)(?:$|[-.])/.test(name ?? ''));
		if (replicas && isProduction && wholeNumber(replicas) === 1 && !(plane && hasExternalEtcd(plane))) {
			const message = t('With one machine nothing may fail.');
			yield problemAt(replicas, message, { fix: setFix(t('Write "{0}"', 3), replicas, 3) });
		}
	},
});
