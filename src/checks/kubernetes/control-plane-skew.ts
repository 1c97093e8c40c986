import { check } from '../../core/check.ts';
import { controlPlanePods, imageOf, imageVersionOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

/** During an upgrade one minor version is borne, and more is not. */
export default check({
	id: 'kubernetes/control-plane-skew',
	title: 'The components of the control plane are of versions that do not go together',
	remedy: 'Upgrade the API servers first, then the scheduler and the controller manager, one minor version at a time.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	// Source: kubernetes.io, version skew policy
	*run({ pods }) {
		const seen = yield* seenPods(pods.objects);
		const versionsOf = (component: string) =>
			controlPlanePods(seen, component).flatMap(pod => {
				const version = imageVersionOf(imageOf(pod));
				return version ? [{ pod, version }] : [];
			});
		const servers = versionsOf('kube-apiserver').map(({ version }) => version.minor);
		const [oldest, newest] = [Math.min(...servers), Math.max(...servers)];
		if (servers.length > 0 && newest - oldest > 1) {
			yield {
				message: t('The API servers differ by {0} minor versions.', newest - oldest),
				subject: { kind: 'cluster' },
				anchor: { kind: 'image', component: 'kube-apiserver' },
			};
		}
		for (const component of ['kube-controller-manager', 'kube-scheduler']) {
			for (const { pod, version } of servers.length === 0 ? [] : versionsOf(component)) {
				if (version.minor > oldest || newest - version.minor > 1) {
					yield problemWith(
						pod,
						t(
							'{0} is of version 1.{1}; the API servers are of 1.{2} to 1.{3}.',
							called(pod),
							version.minor,
							oldest,
							newest,
						),
						{ anchor: { kind: 'image', component } },
					);
				}
			}
		}
	},
});
