import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneOf, kubeadmKinds, kubeadmSpecOf, wholeNumber } from '../../schema/cluster-api.ts';

/** A certificate that outlives its authority is worth nothing after that; one that is renewed too early never rests. */
export default configCheck({
	id: 'config/cluster-api-certificate-validity',
	title: 'The validities of certificates do not go together',
	remedy: 'Let the authority live longest, then the certificates, and let them be renewed before they end.',
	// Source: the webhooks of KubeadmConfig and KubeadmControlPlane.
	severity: 'error',
	kinds: kubeadmKinds,
	*each(root) {
		const cluster = kubeadmSpecOf(root);
		const own = cluster && fieldAt(cluster, 'clusterConfiguration', 'certificateValidityPeriodDays');
		const authority = cluster && fieldAt(cluster, 'clusterConfiguration', 'caCertificateValidityPeriodDays');
		const days = wholeNumber(own);
		// kubeadm's own defaults: ten years, and one.
		const authorityDays = wholeNumber(authority) ?? (authority ? undefined : 3650);
		if (own && days !== undefined && authorityDays !== undefined && days > authorityDays) {
			yield problemAt(own, t('{0} days are more than the {1} of the authority.', days, authorityDays));
		}
		const plane = controlPlaneOf(root);
		const before = plane && fieldAt(plane.spec, 'rollout', 'before', 'certificatesExpiryDays');
		const renewal = wholeNumber(before);
		const validity = days ?? (own ? undefined : 365);
		if (before && renewal !== undefined && validity !== undefined && renewal >= validity) {
			yield problemAt(before, t('Certificates of {0} days would be renewed at once.', validity));
		}
	},
});
