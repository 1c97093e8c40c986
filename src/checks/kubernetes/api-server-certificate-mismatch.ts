import { check } from '../../core/check.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** Clients that verify, as all should, refuse to speak to it. */
export default check({
	id: 'kubernetes/api-server-certificate-mismatch',
	title: 'The certificate of the API server does not fit',
	remedy: 'Add the name to apiServer.certSANs and renew the certificate; or give the kubeconfig the right authority.',
	severity: 'error',
	needs: ['kubernetesCertificates'],
	params: {},
	*run({ kubernetesCertificates: { handshake, server } }) {
		if (handshake === undefined) {
			yield { notApplicable: t('The API server is reached without TLS.') };
			return;
		}
		const { nameMismatch, untrusted } = handshake;
		const about = { subject: { kind: 'cluster' }, anchor: flagAnchor('kube-apiserver', 'tls-cert-file') } as const;
		if (nameMismatch !== undefined) {
			yield { message: t('The certificate of {0} does not name it: {1}', server, nameMismatch), ...about };
		}
		if (untrusted !== undefined) {
			yield {
				message: t('The certificate of {0} is not from the authority of the kubeconfig: {1}', server, untrusted),
				...about,
			};
		}
	},
});
