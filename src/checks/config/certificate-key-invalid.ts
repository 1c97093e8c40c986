import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** The key encrypts the certificates that further control-plane nodes download; it is an AES key of 32 bytes. */
export default configCheck({
	id: 'config/certificate-key-invalid',
	title: 'A certificate key is not well formed',
	remedy: 'Write 64 hexadecimal digits, as "kubeadm certs certificate-key" prints them.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'certificateKey', 'controlPlane.certificateKey')) {
			if (!/^[0-9a-f]{64}$/i.test(site.text)) {
				yield problemAt(
					site,
					t('A certificate key is 64 hexadecimal digits; this is {0} characters.', site.text.length),
				);
			}
		}
	},
});
