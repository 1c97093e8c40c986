import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A kubelet without its certificate cannot be asked for logs, or not join at all. */
export default check({
	id: 'kubernetes/signing-request-pending',
	title: 'A request for a certificate waits for approval',
	remedy: 'Look whether you know who asks, then approve it: kubectl certificate approve.',
	severity: 'warning',
	needs: ['certificateSigningRequests', 'now'],
	params: {
		minutes: {
			default: 60,
			unit: 'minutes',
			description: 'How long it may wait.',
			source: 'Our proposal: controllers approve within seconds, people within an hour',
		},
	},
	*run({ certificateSigningRequests, now }, { minutes }) {
		for (const request of certificateSigningRequests.objects) {
			if (
				itemsOf(request, 'status', 'conditions').length === 0 &&
				isOlder(now, request.metadata.creationTimestamp, minutes * 60_000)
			) {
				yield problemWith(
					request,
					t(
						'{0} of {1} for {2} is not approved.',
						called(request),
						textOf(request, 'spec', 'username') ?? '?',
						textOf(request, 'spec', 'signerName') ?? '?',
					),
				);
			}
		}
	},
});
