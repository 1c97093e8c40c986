import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { kubeadmKinds, kubeadmSpecOf } from '../../schema/cluster-api.ts';

/** A tag of etcd or CoreDNS that no registry can have is refused; CoreDNS must show a version besides, to be upgraded. */
export default configCheck({
	id: 'config/cluster-api-image-tag-invalid',
	title: 'The tag of an image is not readable',
	remedy: 'Write the tag as the registry has it, such as 3.6.14-0 or v1.14.2.',
	// Source: the webhook of KubeadmControlPlane.
	severity: 'error',
	kinds: kubeadmKinds,
	*each(root) {
		const spec = kubeadmSpecOf(root);
		const cluster = spec && fieldAt(spec, 'clusterConfiguration');
		for (const site of cluster ? textsAt(cluster, 'etcd.local.imageTag', 'dns.imageTag') : []) {
			const isDns = site.path.includes('dns');
			if (!/^\w[\w.-]{0,127}$/.test(site.text)) {
				yield problemAt(site, t('"{0}" cannot be a tag.', site.text));
			} else if (isDns && !/^v?\d+\.\d+\.\d+/.test(site.text)) {
				yield problemAt(site, t('No version of CoreDNS can be read from "{0}".', site.text));
			}
		}
	},
});
