import { check } from '../../core/check.ts';
import { endWords, isLost } from '../../core/kubernetes-endings.ts';
import { containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

/** Each restart of a member is an election or a missing vote; memory, disk and certificates are the usual causes. */
export default check({
	id: 'kubernetes/etcd-pod-restarted',
	title: 'A pod of etcd was restarted',
	remedy: 'Read the log of its last run; for OOMKilled give it more memory.',
	severity: 'warning',
	needs: ['pods', 'now'],
	params: {
		hours: {
			default: 24,
			unit: 'count',
			description: 'Restarts within so many hours count.',
			source: 'Our proposal: a day',
		},
	},
	*run({ pods, now }, { hours }) {
		for (const pod of yield* seenPods(pods.objects, 'etcd')) {
			for (const { ended, restarts } of containerStatusesOf(pod)) {
				const isBad =
					ended && !isLost(ended) && (ended.exitCode ?? 0) !== 0 && !isOlder(now, ended.finishedAt, hours * 3_600_000);
				if (isBad && restarts > 0) {
					yield problemWith(
						pod,
						t(
							'{0} was restarted {1} times; the last run ended at {2}: {3}.',
							called(pod),
							restarts,
							ended.finishedAt,
							endWords(ended),
						),
						{
							severity: ended.reason === 'OOMKilled' ? 'error' : 'warning',
						},
					);
				}
			}
		}
	},
});
