import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { isCertificateName } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** These names go into certificates: a URL or a port in one is no name that anybody could check. */
export default configCheck({
	id: 'config/certificate-name-invalid',
	title: 'A name for a certificate is not one',
	remedy: 'Write an IP address or a DNS name in lower case, without scheme and port.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(
			root,
			'apiServer.certSANs.*',
			'etcd.local.serverCertSANs.*',
			'etcd.local.peerCertSANs.*',
		)) {
			// kubeadm lowers those of the API server alone.
			const name = site.path[0] === 'apiServer' ? site.text.toLowerCase() : site.text;
			if (!isCertificateName(name)) {
				const plain = site.text
					.toLowerCase()
					.trim()
					.replace(/^[a-z]+:\/\//, '')
					.replace(/[:/].*$/, '');
				const fix = isCertificateName(plain) ? setFix(t('Write "{0}"', plain), site, plain) : undefined;
				yield problemAt(site, t('"{0}" is neither an address nor a DNS name.', site.text), { fix });
			}
		}
	},
});
