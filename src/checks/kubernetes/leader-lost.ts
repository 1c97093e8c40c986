import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { ageOf } from '../../core/kubernetes-time.ts';
import { numberOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

const components = ['kube-scheduler', 'kube-controller-manager'];

/** While nobody holds the lease nothing is scheduled, or nothing is brought to the state it should have. */
export default check({
	id: 'kubernetes/leader-lost',
	title: 'The scheduler or the controller manager has no leader',
	remedy: 'Read the log of the holder; a slow etcd makes it lose its lease.',
	severity: 'error',
	needs: ['leases', 'now'],
	params: {
		graceSeconds: {
			default: 30,
			unit: 'seconds',
			description: 'Added to the duration of the lease before it counts as lost.',
			source: 'Our proposal: another candidate needs some seconds to take it, and clocks differ',
		},
	},
	*run({ leases, now }, { graceSeconds }) {
		const held = leases.objects.filter(
			({ metadata }) => metadata.namespace === 'kube-system' && components.includes(metadata.name),
		);
		if (held.length === 0) {
			yield { notApplicable: t('No component of this control plane leaves a lease.') };
		}
		for (const lease of held) {
			const age = ageOf(now, textOf(lease, 'spec', 'renewTime'));
			const duration = (numberOf(lease, 'spec', 'leaseDurationSeconds') ?? 15) * 1000;
			if (age === undefined || age > duration + graceSeconds * 1000) {
				const holder = textOf(lease, 'spec', 'holderIdentity') ?? '';
				yield problemWith(
					lease,
					age === undefined
						? t('{0} has no leader.', lease.metadata.name)
						: t(
								'{0} has no leader: {1} renewed its lease last {2} ago.',
								lease.metadata.name,
								holder || '?',
								formatDuration(age),
							),
				);
			}
		}
	},
});
