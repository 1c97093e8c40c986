import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { kubeadmKinds, kubeadmSpecOf } from '../../schema/cluster-api.ts';

/** kubeadm reaches an etcd elsewhere without certificates if it must; Cluster API does not let it. */
export default configCheck({
	id: 'config/cluster-api-external-etcd-incomplete',
	title: 'The way to an etcd elsewhere is incomplete',
	remedy: 'Fill in endpoints, caFile, certFile and keyFile.',
	// Source: the CRDs of v1beta2.
	severity: 'error',
	kinds: kubeadmKinds,
	*each(root) {
		const spec = root.document.apiVersion.endsWith('/v1beta2') ? kubeadmSpecOf(root) : undefined;
		const external = spec && fieldAt(spec, 'clusterConfiguration', 'etcd', 'external');
		for (const key of external?.node.kind === 'map' ? ['endpoints', 'caFile', 'certFile', 'keyFile'] : []) {
			const field = external && fieldAt(external, key);
			if (external && !isSet(field)) {
				yield problemAt(field ?? external, t('"{0}" must be filled in.', key), { part: 'key' });
			}
		}
	},
});
