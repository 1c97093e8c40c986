import { check } from '../../core/check.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import { containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { perWorkload } from '../../core/kubernetes-workloads.ts';
import { labelOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Clusters in containers share the kernel’s limits on inotify, and fail one after another when they are used up. */
export default check({
	id: 'kubernetes/too-many-open-files',
	title: 'Pods fail for want of file handles',
	remedy: 'Raise fs.inotify.max_user_instances and fs.inotify.max_user_watches on the host.',
	severity: 'warning',
	needs: ['pods', 'kubeEvents'],
	params: {},
	*run({ pods, kubeEvents }) {
		const sights = pods.objects.flatMap(pod =>
			containerStatusesOf(pod)
				.filter(({ ended, waiting }) =>
					/too many open files/i.test(`${ended?.message ?? ''} ${waiting?.message ?? ''}`),
				)
				.map(({ name }) => ({ pod, key: '', detail: name })),
		);
		for (const { workload, label } of perWorkload(sights)) {
			yield { message: t('{0} failed with "too many open files".', label), subject: subjectOfObject(workload) };
		}
		const [event] = eventsOf(kubeEvents.objects).filter(({ message }) => /too many open files/i.test(message));
		if (sights.length === 0 && event) {
			yield {
				message: t('{0} failed with "too many open files".', labelOf(event.object)),
				subject: subjectOfObject(event.object),
			};
		}
	},
});
