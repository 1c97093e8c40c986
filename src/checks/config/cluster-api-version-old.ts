import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** Cluster API 1.11 brought v1beta2 and deprecated v1beta1; 1.16, of April 2027, does not serve it any more. */
export default configCheck({
	id: 'config/cluster-api-version-old',
	title: 'A version of Cluster API is on its way out',
	remedy: 'Write v1beta2, with the fields as it has them, once Cluster API is 1.11 or later.',
	// Source: the book of Cluster API, "Cluster API v1beta1 deprecation".
	severity: 'info',
	kinds: ['cluster-api/'],
	*each(root) {
		const site = fieldAt(root, 'apiVersion');
		const isCore = /^(?:(?:controlplane|bootstrap|addons)\.)?cluster\.x-k8s\.io\/v1(?:alpha\d|beta1)$/.test(
			root.document.apiVersion,
		);
		const isGone = root.document.apiVersion.includes('/v1alpha');
		if (site && isCore && /^(?:Kubeadm|Cluster|Machine)/.test(root.document.kind.split('/')[1] ?? '')) {
			const message = isGone
				? t('{0} is not served any more.', root.document.apiVersion)
				: t('{0} is deprecated since Cluster API 1.11, and goes with 1.16.', root.document.apiVersion);
			yield problemAt(site, message, isGone ? { severity: 'warning' } : {});
		}
	},
});
