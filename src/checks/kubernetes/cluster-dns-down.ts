import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { numberOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

const names = ['coredns', 'kube-dns', 'rke2-coredns-rke2-coredns'];

/** Without names nothing in the cluster finds anything. */
export default check({
	id: 'kubernetes/cluster-dns-down',
	title: 'The DNS of the cluster does not run',
	remedy: 'Read the log of the pods of CoreDNS; "Loop" means that it asks itself.',
	severity: 'error',
	needs: ['deployments', 'daemonSets'],
	params: {},
	*run({ deployments, daemonSets }) {
		const servers = [...deployments.objects, ...daemonSets.objects].filter(
			({ metadata }) => metadata.namespace === 'kube-system' && names.includes(metadata.name),
		);
		if (servers.length === 0) {
			yield { notApplicable: t('No DNS by a name that is known runs in kube-system.') };
		}
		for (const server of servers) {
			const ready = numberOf(server, 'status', 'readyReplicas') ?? numberOf(server, 'status', 'numberReady') ?? 0;
			const wanted = numberOf(server, 'spec', 'replicas') ?? numberOf(server, 'status', 'desiredNumberScheduled') ?? 1;
			if (ready < wanted) {
				yield problemWith(server, t('{0} has {1} of {2} pods ready.', called(server), ready, wanted), {
					severity: ready === 0 ? 'error' : 'warning',
				});
			}
		}
	},
});
