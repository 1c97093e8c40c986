import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { type KubeEvent, recentEvents } from '../../core/kubernetes-events.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** It neither grows, shrinks nor is upgraded until every member and component is well. */
export default check({
	id: 'cluster-api/control-plane-held-back',
	title: 'Scaling or upgrading a control plane is held back',
	remedy: 'Mend what its controller names first.',
	severity: 'warning',
	needs: ['kubeEvents', 'kubeadmControlPlanes', 'now'],
	params: {},
	*run({ kubeEvents, kubeadmControlPlanes, now }) {
		const controlPlanes = yield* clusterApiObjects(kubeadmControlPlanes);
		const events = recentEvents(kubeEvents.objects, now, 3_600_000).filter(({ reason }) =>
			['ControlPlaneUnhealthy', 'FailedScaleUp', 'FailedScaleDown'].includes(reason),
		);
		for (const controlPlane of controlPlanes) {
			const own = events.filter(({ object }) => object.uid === controlPlane.metadata.uid);
			const newest = own.reduce<KubeEvent | undefined>((a, b) => (a && a.last >= b.last ? a : b), undefined);
			if (newest) {
				yield problemWith(controlPlane, t('{0} is held back: {1}', called(controlPlane), plain(newest.message, 400)));
			}
		}
	},
});
