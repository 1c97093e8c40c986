import { check } from '../../core/check.ts';
import { endWords, isLost } from '../../core/kubernetes-endings.ts';
import { componentOf, containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

/** A component that starts over and over does its work for moments only; the kubelet waits longer before each start. */
export default check({
	id: 'kubernetes/control-plane-pod-crashing',
	title: 'A pod of the control plane crashes',
	remedy: 'Read the log of its last run, and compare its manifest with those of the other nodes.',
	severity: 'error',
	needs: ['pods', 'now'],
	params: {
		recentMinutes: {
			default: 10,
			unit: 'minutes',
			description: 'A crash within this time counts, though the container runs again.',
			source: 'The kubelet forgets its back-off after 10 min without a crash',
		},
		restarts: {
			default: 3,
			unit: 'count',
			description: 'So many restarts make a crash lately worth a warning.',
			source: 'Our proposal: an upgrade or a reboot makes one or two',
		},
	},
	*run({ pods, now }, { recentMinutes, restarts }) {
		for (const pod of yield* seenPods(pods.objects)) {
			for (const { name, waiting, ended, restarts: count } of containerStatusesOf(pod)) {
				const anchor = flagAnchor(componentOf(pod) ?? name);
				if (waiting?.reason === 'CrashLoopBackOff') {
					yield problemWith(pod, t('{0} crashes over and over: {1}.', called(pod), endWords(ended)), { anchor });
				} else if (
					ended &&
					!isLost(ended) &&
					componentOf(pod) !== 'etcd' &&
					count >= restarts &&
					!isOlder(now, ended.finishedAt, recentMinutes * 60_000)
				) {
					yield problemWith(pod, t('{0} was restarted {1} times, lately: {2}.', called(pod), count, endWords(ended)), {
						severity: 'warning',
						anchor,
					});
				}
			}
		}
	},
});
