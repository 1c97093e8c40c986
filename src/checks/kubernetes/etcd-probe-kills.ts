import { check } from '../../core/check.ts';
import { imageOf, imageVersionOf } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { compareVersions } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** The page /health fails without a leader or with an alarm: a liveness probe of it restarts members that are well, and makes things worse. */
export default check({
	id: 'kubernetes/etcd-probe-kills',
	title: 'The liveness probe of etcd restarts healthy members',
	remedy: 'Let the liveness probe ask /livez and the readiness probe /readyz; kubeadm 1.31 writes them so.',
	severity: 'warning',
	needs: ['pods'],
	params: {},
	// Source: kubernetes/kubernetes #124465, etcd #14497
	*run({ pods }) {
		for (const pod of yield* seenPods(pods.objects, 'etcd')) {
			const path = textOf(pod, 'spec', 'containers', 0, 'livenessProbe', 'httpGet', 'path') ?? '';
			const version = imageVersionOf(imageOf(pod));
			const knowsLivez = version !== undefined && compareVersions(version, { major: 3, minor: 5, patch: 11 }) >= 0;
			// With this parameter the page neither needs a leader nor looks at alarms.
			if (knowsLivez && path.startsWith('/health') && !path.includes('exclude=NOSPACE&serializable=true')) {
				yield problemWith(pod, t('{0} is restarted whenever {1} fails.', called(pod), path), {
					anchor: flagAnchor('etcd'),
				});
			}
		}
	},
});
