import { check } from '../../core/check.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { deadEndOf, serviceOf } from '../../core/kubernetes-webhooks.ts';
import { conditionOf, fieldOf, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** Objects of such a resource can be neither read nor written in any version but the stored one. */
export default check({
	id: 'kubernetes/conversion-webhook-broken',
	title: 'The conversion of a custom resource has nobody to answer it',
	remedy: 'Bring back the pods behind the service of the conversion webhook.',
	severity: 'error',
	needs: ['customResourceDefinitions', 'services', 'endpointSlices'],
	params: {},
	*run(facts) {
		for (const definition of facts.customResourceDefinitions.objects) {
			const isWebhook = textOf(definition, 'spec', 'conversion', 'strategy') === 'Webhook';
			const service = isWebhook
				? serviceOf(fieldOf(definition, 'spec', 'conversion', 'webhook', 'clientConfig'))
				: undefined;
			const problem = service && deadEndOf(service, facts);
			if (problem !== undefined) {
				yield problemWith(
					definition,
					t('{0} cannot be converted between its versions: {1}', definition.metadata.name, problem),
				);
			}
			const loose = conditionOf(definition, 'NonStructuralSchema');
			if (loose?.status === 'True') {
				yield problemWith(
					definition,
					t('The schema of {0} is not structural: {1}', definition.metadata.name, plain(loose.message, 300)),
					{ severity: 'warning' },
				);
			}
			const refused = conditionOf(definition, 'NamesAccepted');
			if (refused?.status === 'False') {
				yield problemWith(
					definition,
					t('The names of {0} are refused: {1}', definition.metadata.name, refused.message),
				);
			}
		}
	},
});
