import { check } from '../../core/check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { namedCertificates } from '../../schema/certificate-settings.ts';

const dayMs = 86_400_000;

/** A component with a certificate out of date is refused by all others, from one moment to the next. */
export default check({
	id: 'config/certificate-file-expired',
	title: 'A certificate file is out of date',
	remedy: 'Renew it, with "kubeadm certs renew" where kubeadm made it.',
	severity: 'error',
	needs: ['documents', 'targets', 'certificateFiles', 'now'],
	params: {
		days: {
			default: 30,
			unit: 'days',
			description: 'How long before its end a certificate is told of.',
			source: 'kubeadm renews certificates of a year at every upgrade, of which there are three a year.',
		},
	},
	*run({ documents, targets, certificateFiles, now }, { days }) {
		const named = namedCertificates(certificateFiles, documents, targets);
		if (named.length === 0) {
			yield { notApplicable: t('No certificate that a file names lies beside it.') };
		}
		for (const { certificate, site } of named) {
			const until = certificate.notAfter.slice(0, 10);
			const left = Math.floor((Date.parse(certificate.notAfter) - now) / dayMs);
			if (left < 0) {
				yield problemAt(site, t('This certificate ended on {0}.', until));
			} else if (Date.parse(certificate.notBefore) > now) {
				yield problemAt(site, t('This certificate begins on {0} only.', certificate.notBefore.slice(0, 10)));
			} else if (left < days) {
				yield problemAt(site, t('This certificate ends on {0}, in {1} days.', until, left), { severity: 'warning' });
			}
		}
	},
});
