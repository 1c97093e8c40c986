import { check } from '../../core/check.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { labelOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** K3s and RKE2 renew their certificates when they start, and warn before they expire. */
export default check({
	id: 'kubernetes/distribution-certificates-expire',
	title: 'Certificates of K3s or RKE2 expire',
	remedy: 'Restart the service on the node: it renews what has less than 120 days.',
	severity: 'warning',
	needs: ['kubeEvents'],
	params: {},
	*run({ kubeEvents }) {
		const warnings = eventsOf(kubeEvents.objects).filter(({ reason }) => reason === 'CertificateExpirationWarning');
		for (const [label, events] of Map.groupBy(warnings, ({ object }) => labelOf(object))) {
			const newest = events.reduce((a, b) => (b.last > a.last ? b : a));
			yield { message: t('{0}: {1}', label, plain(newest.message, 400)), subject: subjectOfObject(newest.object) };
		}
	},
});
