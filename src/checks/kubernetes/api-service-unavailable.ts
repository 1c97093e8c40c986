import { check } from '../../core/check.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Whatever asks for such a group fails, and so does the deletion of every namespace, which must look into all groups. */
export default check({
	id: 'kubernetes/api-service-unavailable',
	title: 'An aggregated API is not available',
	remedy: 'Bring back the service behind it, or remove the APIService if nobody needs it.',
	severity: 'error',
	needs: ['apiServices'],
	params: {},
	*run({ apiServices }) {
		for (const service of apiServices.objects) {
			const available = conditionOf(service, 'Available');
			if (available?.status === 'False') {
				yield problemWith(
					service,
					t('The API {0} is not available: {1} {2}', service.metadata.name, available.reason, available.message),
				);
			} else if (available?.status === 'Unknown') {
				yield { unknown: t('Whether the API {0} is available is not known to the API server.', service.metadata.name) };
			}
		}
	},
});
