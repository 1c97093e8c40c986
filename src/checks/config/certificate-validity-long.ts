import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { goDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';

const hour = 3_600_000;

/** A stolen key serves as long as its certificate; a certificate that outlives its authority serves no longer than that. */
export default configCheck({
	id: 'config/certificate-validity-long',
	title: 'Certificates are valid for long',
	remedy:
		'Keep to 8760h (a year) for certificates and 87600h (ten years) for authorities; kubeadm renews at each upgrade.',
	// Source: kubeadm's ValidateCertValidity.
	severity: 'warning',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		const [own] = textsAt(root, 'certificateValidityPeriod');
		const [authority] = textsAt(root, 'caCertificateValidityPeriod');
		const ownMs = goDuration(own?.text ?? '0') ?? 0;
		const authorityMs = authority ? (goDuration(authority.text) ?? Infinity) : 87_600 * hour;
		if (own && ownMs > authorityMs) {
			yield problemAt(own, t('Certificates would outlive the authority that signs them.'));
		} else if (own && ownMs > 8760 * hour) {
			yield problemAt(own, t('Certificates would be valid for more than a year.'));
		}
		if (authority && authorityMs !== Infinity && authorityMs > 87_600 * hour) {
			yield problemAt(authority, t('Authorities would be valid for more than ten years.'));
		}
	},
});
