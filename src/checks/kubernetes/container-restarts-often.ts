import { check } from '../../core/check.ts';
import { endWords } from '../../core/kubernetes-endings.ts';
import { containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { perWorkload, workloadPods } from '../../core/kubernetes-workloads.ts';
import { t } from '../../core/words.ts';

/** Each restart drops what it was doing. */
export default check({
	id: 'kubernetes/container-restarts-often',
	title: 'A container was restarted many times',
	remedy: 'Read the log of its last run.',
	severity: 'warning',
	needs: ['pods', 'now'],
	params: {
		restarts: { default: 5, unit: 'count', description: 'So many restarts.', source: 'popeye: 5' },
		hours: {
			default: 24,
			unit: 'count',
			description: 'The last of them within so many hours.',
			source: 'Our proposal: what happened before is over',
		},
	},
	*run({ pods, now }, { restarts, hours }) {
		const sights = workloadPods(pods.objects).flatMap(pod =>
			containerStatusesOf(pod)
				.filter(
					each =>
						each.restarts >= restarts &&
						each.waiting === undefined &&
						each.ended !== undefined &&
						!isOlder(now, each.ended.finishedAt, hours * 3_600_000),
				)
				.map(each => ({
					pod,
					key: each.name,
					detail: t('container {0} was restarted {1} times; {2}.', each.name, each.restarts, endWords(each.ended)),
				})),
		);
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0}: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
