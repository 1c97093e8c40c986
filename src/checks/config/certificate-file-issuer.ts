import { check } from '../../core/check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { namedCertificates } from '../../schema/certificate-settings.ts';

/** Each certificate and the authority that the same file says it is checked by. */
const authorities: Readonly<Record<string, string>> = {
	'cert-file': 'trusted-ca-file',
	'peer-cert-file': 'peer-trusted-ca-file',
	'etcd-certfile': 'etcd-cafile',
};

/** Members know each other by one authority: a certificate of another is refused, however well it is made. */
export default check({
	id: 'config/certificate-file-issuer',
	title: 'A certificate file is of another authority',
	remedy: 'Use the certificate that this authority signed, or the authority that signed this certificate.',
	severity: 'warning',
	needs: ['documents', 'targets', 'certificateFiles'],
	params: {},
	*run({ documents, targets, certificateFiles }) {
		const named = namedCertificates(certificateFiles, documents, targets);
		if (named.length === 0) {
			yield { notApplicable: t('No certificate that a file names lies beside it.') };
		}
		for (const { certificate, flag, document, site } of named) {
			const authority = named.find(other => other.document === document && other.flag === authorities[flag]);
			if (authority && authority.certificate.subject !== certificate.issuer) {
				yield problemAt(
					site,
					t('"{0}" signed it, and "{1}" is trusted.', certificate.issuer, authority.certificate.subject),
				);
			}
		}
	},
});
