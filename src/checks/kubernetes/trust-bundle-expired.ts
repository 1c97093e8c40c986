import { check } from '../../core/check.ts';
import { expiryOf } from '../../core/kubernetes-certificates.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { labelOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Whoever must trust it does not, and calls to the webhook or the API fail. */
export default check({
	id: 'kubernetes/trust-bundle-expired',
	title: 'The authority that a webhook or an API is trusted by expires',
	remedy: 'Let whatever injects the bundle (cert-manager, the operator) write a new one.',
	severity: 'error',
	needs: ['bundleCertificates', 'now'],
	params: {
		warnDays: {
			default: 14,
			unit: 'days',
			description: 'Days left from which it warns.',
			source: 'Our proposal: as for TLS secrets',
		},
		errorDays: {
			default: 3,
			unit: 'days',
			description: 'Days left from which it is an error.',
			source: 'Our proposal: a weekend',
		},
	},
	*run({ bundleCertificates, now }, { warnDays, errorDays }) {
		for (const { object, certificate, field } of bundleCertificates) {
			const expiry = expiryOf(certificate, now, warnDays, errorDays);
			if (expiry) {
				yield {
					message: t('The authority in {0}, {1}, {2}.', labelOf(object), field, expiry.words),
					severity: expiry.severity,
					subject: subjectOfObject(object),
				};
			}
		}
	},
});
