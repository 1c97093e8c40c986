import { check } from '../../core/check.ts';
import { fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { deadEndOf, serviceOf, webhooksOf } from '../../core/kubernetes-webhooks.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A webhook that must not fail and does not answer refuses every request that it is asked about, the pods that would answer included. */
export default check({
	id: 'kubernetes/webhook-without-endpoints',
	title: 'An admission webhook has nobody to answer it',
	remedy: 'Bring back the pods behind its service, or set failurePolicy to Ignore until they are.',
	severity: 'error',
	needs: ['validatingWebhookConfigurations', 'mutatingWebhookConfigurations', 'services', 'endpointSlices'],
	params: {},
	*run(facts) {
		for (const { configuration, webhook, name, index, isFatal } of webhooksOf(facts)) {
			const service = serviceOf(fieldOf(webhook, 'clientConfig'));
			const problem = service && deadEndOf(service, facts);
			if (problem !== undefined) {
				yield problemWith(configuration, t('The webhook {0} cannot be asked: {1}', name, problem), {
					severity: isFatal ? 'error' : 'warning',
					anchor: fieldAnchor(configuration, 'webhooks', index, 'failurePolicy'),
				});
			}
		}
	},
});
