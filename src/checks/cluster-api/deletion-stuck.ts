import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition } from '../../core/cluster-api.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { t } from '../../core/words.ts';

/** A machine that goes on costing, or a Cluster that cannot be made anew. */
export default check({
	id: 'cluster-api/deletion-stuck',
	title: 'The deletion of a Cluster or a Machine does not get on',
	remedy: 'Mend what it waits for: the disruption budgets and volumes on its node, or whoever set the deletion hook.',
	severity: 'warning',
	needs: ['clusters', 'machines', 'now'],
	params: {
		minutes: {
			default: 15,
			unit: 'minutes',
			description: 'How long it may take.',
			source: 'Our proposal: a drain takes minutes',
		},
	},
	*run({ clusters, machines, now }, { minutes }) {
		for (const object of [...(yield* clusterApiObjects(clusters)), ...machines.objects]) {
			const { deletionTimestamp, annotations = {} } = object.metadata;
			if (deletionTimestamp !== undefined && isOlder(now, deletionTimestamp, minutes * 60_000)) {
				const deleting = clusterApiCondition(object, 'Deleting');
				const old = failing(
					object,
					'DrainingSucceeded',
					'VolumeDetachSucceeded',
					'PreDrainDeleteHookSucceeded',
					'PreTerminateDeleteHookSucceeded',
				);
				const hooks = Object.keys(annotations).filter(key =>
					/^pre-(?:drain|terminate)\.delete\.hook\.machine\.cluster\.x-k8s\.io/.test(key),
				);
				const why =
					deleting?.status === 'True'
						? reasonWords(deleting)
						: old
							? reasonWords(old)
							: hooks.length > 0
								? hooks.join(', ')
								: t('It does not say what it waits for.');
				yield problemWith(object, t('{0} is being deleted since {1}: {2}', called(object), deletionTimestamp, why));
			}
		}
	},
});
