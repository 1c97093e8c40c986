import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { laterFields } from '../../schema/kubernetes-versions.ts';
import { kubernetesOf } from '../../schema/targets.ts';

/** Fields came to v1beta4 after it did: an older kubeadm refuses them, though the API version is the same. */
export default configCheck({
	id: 'config/field-newer-than-version',
	title: 'A field is newer than the Kubernetes of the file',
	remedy: 'Remove it, or use a kubeadm that knows it.',
	severity: 'warning',
	kinds: ['kubeadm/ClusterConfiguration', 'kubeadm/UpgradeConfiguration'],
	*each(root, { bundle, targets }) {
		const { version } = kubernetesOf(bundle, targets);
		for (const { kind, path, value, since } of laterFields) {
			const site = root.document.kind === `kubeadm/${kind}` ? fieldAt(root, ...path) : undefined;
			const isMeant = site && (value === undefined || scalarOf(site)?.text === value);
			if (isMeant && version.major === 1 && version.minor < since) {
				const message = t('kubeadm knows this since 1.{0}; the file is for 1.{1}.', since, version.minor);
				yield problemAt(site, message, { part: value === undefined ? 'key' : 'value' });
			}
		}
	},
});
