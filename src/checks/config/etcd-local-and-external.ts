import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** The API servers use one etcd: kubeadm refuses to choose. */
export default configCheck({
	id: 'config/etcd-local-and-external',
	title: 'etcd is both local and external',
	remedy: 'Keep "local" for an etcd that kubeadm runs, or "external" for one that others run.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		const external = fieldAt(root, 'etcd', 'external');
		if (external && isThere(external) && isThere(fieldAt(root, 'etcd', 'local'))) {
			yield problemAt(external, t('"external" and "local" exclude each other.'), { part: 'key' });
		}
	},
});

/** An empty object is there, a field without a value is not. */
function isThere(site: Site | undefined): boolean {
	return site !== undefined && !(site.node.kind === 'scalar' && site.node.type === 'null');
}
