import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** The provider for hosts of one's own has not changed since February 2024, and knows v1beta1 of Cluster API alone. */
export default configCheck({
	id: 'config/byoh-unmaintained',
	title: 'The provider of these hosts is not kept up',
	remedy: 'Plan another provider before Cluster API 1.16, which no longer serves v1beta1.',
	// Source: github.com/vmware-tanzu/cluster-api-provider-bringyourownhost.
	severity: 'info',
	kinds: ['cluster-api/'],
	*each(root) {
		const kind = fieldAt(root, 'kind');
		if (kind && root.document.kind === 'cluster-api/ByoCluster') {
			yield problemAt(kind, t('Nothing has changed in this provider since February 2024.'));
		}
	},
});
