import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { conditionOf, numberOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Half of the old version and half of the new: until somebody looks it stays so. */
export default check({
	id: 'kubernetes/rollout-stuck',
	title: 'A workload does not get the pods it should have',
	remedy: 'Look at its newest pods; roll back if they cannot run.',
	severity: 'error',
	needs: ['deployments', 'statefulSets', 'daemonSets', 'now'],
	params: {
		minutes: {
			default: 10,
			unit: 'minutes',
			description: 'How long a StatefulSet or DaemonSet may be without some of its pods after it was made.',
			source: 'A Deployment gives up after 10 min by default',
		},
	},
	*run({ deployments, statefulSets, daemonSets, now }, { minutes }) {
		for (const deployment of deployments.objects) {
			const progressing = conditionOf(deployment, 'Progressing');
			const failure = conditionOf(deployment, 'ReplicaFailure');
			if (progressing?.status === 'False') {
				yield problemWith(deployment, t('{0} does not progress: {1}', called(deployment), progressing.message));
			} else if (failure?.status === 'True') {
				yield problemWith(deployment, t('{0} cannot make pods: {1}', called(deployment), failure.message));
			}
		}
		for (const workload of [...statefulSets.objects, ...daemonSets.objects].filter(each =>
			isOlder(now, each.metadata.creationTimestamp, minutes * 60_000),
		)) {
			const isSet = workload.kind === 'StatefulSet';
			const wanted = isSet
				? (numberOf(workload, 'spec', 'replicas') ?? 1)
				: (numberOf(workload, 'status', 'desiredNumberScheduled') ?? 0);
			const ready = numberOf(workload, 'status', isSet ? 'readyReplicas' : 'numberReady') ?? 0;
			// What its controller has not seen yet says nothing.
			const isSeen = (numberOf(workload, 'status', 'observedGeneration') ?? 0) >= (workload.metadata.generation ?? 0);
			if (isSeen && ready < wanted) {
				yield problemWith(workload, t('{0} has {1} of {2} pods ready.', called(workload), ready, wanted), {
					severity: 'warning',
				});
			}
		}
	},
});
