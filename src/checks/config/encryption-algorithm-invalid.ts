import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';

const algorithms = ['RSA-2048', 'RSA-3072', 'RSA-4096', 'ECDSA-P256', 'ECDSA-P384'];

/** kubeadm makes all keys of the cluster with this algorithm, and knows these names alone. */
export default configCheck({
	id: 'config/encryption-algorithm-invalid',
	title: 'An encryption algorithm does not exist',
	remedy: 'Write RSA-2048, RSA-3072, RSA-4096, ECDSA-P256 or ECDSA-P384.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'encryptionAlgorithm')) {
			if (!algorithms.includes(site.text)) {
				const meant = nearest(site.text, algorithms);
				const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant);
				yield problemAt(site, t('kubeadm knows no algorithm "{0}".', site.text), { fix });
			}
		}
	},
});
