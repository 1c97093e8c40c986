import { check } from '../../core/check.ts';
import { expiryOf } from '../../core/kubernetes-certificates.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** On that day nothing speaks to the API server any more, the control plane itself included. */
export default check({
	id: 'kubernetes/api-server-certificate-expires',
	title: 'The certificate of the API server expires',
	remedy: 'kubeadm certs renew apiserver, then restart its static pod.',
	severity: 'warning',
	needs: ['kubernetesCertificates', 'now'],
	params: {
		warnDays: {
			default: 30,
			unit: 'days',
			description: 'Days left from which it warns.',
			source: 'Our proposal: a month to plan a renewal',
		},
		errorDays: {
			default: 7,
			unit: 'days',
			description: 'Days left from which it is an error.',
			source: 'Our proposal: a week to do it',
		},
	},
	*run({ kubernetesCertificates: { handshake, authorities, server }, now }, { warnDays, errorDays }) {
		if (handshake === undefined) {
			yield { notApplicable: t('The API server is reached without TLS.') };
			return;
		}
		const shown = handshake.chain.map((certificate, index) => ({
			certificate,
			what:
				index === 0
					? t('The certificate of the API server {0}', server)
					: t('The authority "{0}"', certificate.subject),
		}));
		const known = new Set(handshake.chain.map(({ subject }) => subject));
		const given = authorities
			.filter(({ subject }) => !known.has(subject))
			.map(certificate => ({ certificate, what: t('The authority "{0}"', certificate.subject) }));
		for (const { certificate, what } of [...shown, ...given]) {
			const expiry = expiryOf(certificate, now, warnDays, errorDays);
			if (expiry) {
				yield {
					message: `${what} ${expiry.words}.`,
					severity: expiry.severity,
					subject: { kind: 'cluster' },
					anchor: flagAnchor('kube-apiserver', 'tls-cert-file', 'client-ca-file'),
				};
			}
		}
	},
});
