import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** A host of one's own gets Kubernetes from a bundle; without its address the host stays as it is. */
export default configCheck({
	id: 'config/byoh-installer-incomplete',
	title: 'Hosts are not told where Kubernetes comes from',
	remedy: 'Fill in bundleRepo and bundleType of the template.',
	// Source: the types of K8sInstallerConfigTemplate in cluster-api-provider-bringyourownhost.
	severity: 'error',
	kinds: ['cluster-api/K8sInstallerConfigTemplate', 'cluster-api/K8sInstallerConfig'],
	*each(root) {
		const isTemplate = root.document.kind.endsWith('Template');
		const spec = fieldAt(root, 'spec', ...(isTemplate ? ['template', 'spec'] : []));
		for (const key of ['bundleRepo', 'bundleType']) {
			const field = spec && fieldAt(spec, key);
			if (!isSet(field)) {
				yield problemAt(field ?? spec ?? fieldAt(root, 'spec') ?? root, t('"{0}" must be filled in.', key), {
					part: 'key',
				});
			}
		}
	},
});
