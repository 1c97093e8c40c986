import { check } from '../../core/check.ts';
import { containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { perWorkload, workloadPods } from '../../core/kubernetes-workloads.ts';
import { t } from '../../core/words.ts';

/** The kernel kills it whenever it needs more than its limit, whatever it was doing. */
export default check({
	id: 'kubernetes/container-out-of-memory',
	title: 'A container was killed for want of memory',
	remedy: 'Raise its memory limit, or find what it keeps in memory.',
	severity: 'warning',
	needs: ['pods', 'now'],
	params: {
		hours: { default: 24, unit: 'count', description: 'How many hours back it counts.', source: 'Our proposal: a day' },
	},
	*run({ pods, now }, { hours }) {
		const sights = workloadPods(pods.objects).flatMap(pod =>
			containerStatusesOf(pod)
				.filter(
					({ ended, waiting }) =>
						ended?.reason === 'OOMKilled' &&
						waiting?.reason !== 'CrashLoopBackOff' &&
						!isOlder(now, ended.finishedAt, hours * 3_600_000),
				)
				.map(({ name, restarts }) => ({ pod, key: name, detail: t('container {0} ({1} restarts)', name, restarts) })),
		);
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield {
				message: t('{0}: {1} was killed for want of memory.', label, detail),
				subject: subjectOfObject(workload),
			};
		}
	},
});
