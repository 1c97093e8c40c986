import { check } from '../../core/check.ts';
import { expiryOf } from '../../core/kubernetes-certificates.ts';
import { t } from '../../core/words.ts';

/** From that day this kubeconfig opens nothing. */
export default check({
	id: 'kubernetes/client-certificate-expires',
	title: 'The client certificate of the kubeconfig expires, or cannot be used',
	remedy: 'Have a new one made: kubeadm certs renew admin.conf, or kubeadm kubeconfig user.',
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
	*run({ kubernetesCertificates: { client }, now }, { warnDays, errorDays }) {
		if (client === undefined) {
			yield { notApplicable: t('The user of this kubeconfig shows no certificate.') };
			return;
		}
		const expiry = expiryOf(client, now, warnDays, errorDays);
		if (expiry) {
			yield {
				message: t('The client certificate "{0}" {1}.', client.subject, expiry.words),
				severity: expiry.severity,
				subject: { kind: 'cluster' },
			};
		}
		if (!client.clientAuth) {
			yield {
				message: t('The client certificate "{0}" is not made for clients.', client.subject),
				severity: 'error',
				subject: { kind: 'cluster' },
			};
		}
		if (/O=system:masters(?:$|[,/\n+])/.test(client.subject)) {
			yield {
				message: t(
					'The client certificate "{0}" may do everything, and nothing can take that away before it expires.',
					client.subject,
				),
				severity: 'info',
				subject: { kind: 'cluster' },
			};
		}
	},
});
