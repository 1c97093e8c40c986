import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** What it was to do is not done, and nobody tries again. */
export default check({
	id: 'kubernetes/job-failed',
	title: 'A job failed',
	remedy: 'Read the logs of its pods.',
	severity: 'error',
	needs: ['jobs', 'now'],
	params: {
		days: {
			default: 7,
			unit: 'days',
			description: 'How long ago it may have failed.',
			source: 'Our proposal: what failed before is known by now',
		},
	},
	*run({ jobs, now }, { days }) {
		for (const job of jobs.objects) {
			const failed = conditionOf(job, 'Failed');
			if (failed?.status === 'True' && !isOlder(now, failed.lastTransitionTime, days * 86_400_000)) {
				yield problemWith(job, t('{0} failed: {1} {2}', called(job), failed.reason, failed.message));
			}
		}
	},
});
