import { configCheck } from '../../core/config-check.ts';
import { deleteFix, problemAt, textsAt } from '../../core/config-tree.ts';
import { compareVersions, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { kubernetesOf } from '../../schema/targets.ts';

const oldest = { major: 3, minor: 6, patch: 0 };

/** kubeadm 1.36 writes flags of etcd 3.6 whatever the image is; an older etcd stops at them, over and over. */
export default configCheck({
	id: 'config/etcd-image-too-old',
	title: 'The image of etcd is too old for this kubeadm',
	remedy: 'Remove the tag, so that kubeadm takes the image that it was tested with.',
	// Source: kubeadm's getEtcdCommand; pull request 135701 of Kubernetes.
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root, { bundle, targets }) {
		const { version } = kubernetesOf(bundle, targets);
		for (const site of textsAt(root, 'etcd.local.imageTag')) {
			const tag = parseVersion(site.text);
			if (tag && compareVersions(tag, oldest) < 0 && version.major === 1 && version.minor >= 36) {
				const message = t(
					'kubeadm {0} starts etcd with flags that {1} does not know.',
					`1.${version.minor}`,
					site.text,
				);
				yield problemAt(site, message, { fix: deleteFix(t('Delete the tag'), site) });
			}
		}
	},
});
