import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { expiryOf } from '../../core/kubernetes-certificates.ts';
import { controllerOf } from '../../core/kubernetes-owners.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { numberOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

const annotation = 'machine.cluster.x-k8s.io/certificates-expiry';

/** Machines of the control plane have certificates for a year; a roll-out renews them, if one is made in time. */
export default check({
	id: 'cluster-api/machine-certificates-expire',
	title: 'The certificates of a Machine expire',
	remedy: 'Roll the control plane out, or let rollout.before.certificatesExpiryDays do it in time.',
	severity: 'warning',
	needs: ['machines', 'kubeadmControlPlanes', 'now'],
	params: {
		warnDays: {
			default: 30,
			unit: 'days',
			description: 'Days left from which it warns where the control plane sets no bound of its own.',
			source: 'Our proposal: a month to plan a roll-out',
		},
		errorDays: {
			default: 7,
			unit: 'days',
			description: 'Days left from which it is an error.',
			source: 'Cluster API: the least that certificatesExpiryDays may be',
		},
	},
	*run({ machines, kubeadmControlPlanes, now }, { warnDays, errorDays }) {
		for (const machine of yield* clusterApiObjects(machines)) {
			const until = textOf(machine, 'status', 'certificatesExpiryDate') ?? machine.metadata.annotations?.[annotation];
			const owner = kubeadmControlPlanes.objects.find(({ metadata }) => metadata.uid === controllerOf(machine)?.uid);
			const own =
				owner &&
				(numberOf(owner, 'spec', 'rollout', 'before', 'certificatesExpiryDays') ??
					numberOf(owner, 'spec', 'rolloutBefore', 'certificatesExpiryDays'));
			// When the controller rolls out by itself, later than that something keeps it from doing so.
			const expiry =
				until === undefined
					? undefined
					: expiryOf({ notBefore: '1970-01-01T00:00:00Z', notAfter: until }, now, own ?? warnDays, errorDays);
			if (expiry) {
				yield problemWith(machine, t('The certificates of {0}: the first {1}.', called(machine), expiry.words), {
					severity: expiry.severity,
					...(owner && {
						anchor: fieldAnchor(
							owner,
							'spec',
							...(owner.apiVersion.endsWith('/v1beta1')
								? ['rolloutBefore', 'certificatesExpiryDays']
								: ['rollout', 'before', 'certificatesExpiryDays']),
						),
					}),
				});
			}
		}
	},
});
