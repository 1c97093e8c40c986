import { check } from '../../core/check.ts';
import { isControlPlane, labelsOf } from '../../core/kubernetes-nodes.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Clients see nothing of it as long as one API server answers, and the next failure is an outage. */
export default check({
	id: 'kubernetes/api-server-missing',
	title: 'Fewer API servers run than there are nodes for them',
	remedy: 'Look at the static pod kube-apiserver on the node that lacks it.',
	severity: 'warning',
	needs: ['leases', 'nodes', 'now'],
	params: {
		staleSeconds: {
			default: 120,
			unit: 'seconds',
			description: 'Without a renewal for this long the identity lease of an API server counts as left behind.',
			source: 'An API server renews it every 10 s; twelve renewals missed',
		},
	},
	*run({ leases, nodes, now }, { staleSeconds }) {
		const identities = leases.objects.filter(
			lease =>
				lease.metadata.namespace === 'kube-system' &&
				labelsOf(lease)['apiserver.kubernetes.io/identity'] === 'kube-apiserver',
		);
		const controlPlane = nodes.objects.filter(isControlPlane);
		if (identities.length === 0 || controlPlane.length === 0) {
			yield { notApplicable: t('The API servers of this cluster leave no leases, or its control plane has no nodes.') };
			return;
		}
		const alive = identities.filter(lease => !isOlder(now, textOf(lease, 'spec', 'renewTime'), staleSeconds * 1000));
		if (alive.length < controlPlane.length) {
			yield {
				message: t('{0} of {1} API servers renew their lease.', alive.length, controlPlane.length),
				subject: { kind: 'cluster' },
			};
		}
	},
});
