import { check } from '../../core/check.ts';
import { phaseOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { perWorkload, type Sight } from '../../core/kubernetes-workloads.ts';
import { textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** They do nothing any more, and tell of a node that had to throw them out. */
export default check({
	id: 'kubernetes/failed-pods-left',
	title: 'Pods that were evicted or refused are left over',
	remedy: 'Look at why the node refused them, then delete them.',
	severity: 'warning',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		const sights = pods.objects.flatMap((pod): Sight[] => {
			const reason = textOf(pod, 'status', 'reason') ?? '';
			const isRefused =
				/^(?:Evicted|NodeAffinity|OutOf\w+|TopologyAffinityError|HostPortConflict|Preempting|NodeShutdown|Terminated|Shutdown|NodeLost)$/.test(
					reason,
				);
			return phaseOf(pod) === 'Failed' && isRefused
				? [{ pod, key: reason, detail: `${reason}: ${plain(textOf(pod, 'status', 'message') ?? '', 200)}` }]
				: [];
		});
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0} failed: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
