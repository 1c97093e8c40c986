import { check } from '../../core/check.ts';
import { imageOf, imageVersionOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { etcdTagFor } from '../../schema/kubernetes-versions.ts';

/** An image that was pinned once stays behind at every upgrade. */
export default check({
	id: 'kubernetes/etcd-older-than-kubeadm',
	title: 'etcd is older than what kubeadm runs with this version',
	remedy: 'Remove etcd.local.imageTag from the configuration of kubeadm, and upgrade.',
	severity: 'warning',
	needs: ['pods', 'apiServerVersion', 'etcdAccess'],
	params: {},
	*run({ pods, apiServerVersion, etcdAccess }) {
		const tag = etcdTagFor({ ...apiServerVersion, patch: 0 });
		const meant = tag === undefined ? undefined : parseVersion(tag);
		if (etcdAccess.distribution !== 'kubeadm' || meant === undefined) {
			yield { notApplicable: t('kubeadm did not make this cluster, or its version is not known.') };
			return;
		}
		for (const pod of yield* seenPods(pods.objects, 'etcd')) {
			const version = imageVersionOf(imageOf(pod));
			const isOlderMinor = version && (version.major < meant.major || version.minor < meant.minor);
			if (isOlderMinor) {
				yield problemWith(
					pod,
					t(
						'{0} runs {1}; kubeadm of Kubernetes {2} runs {3}.',
						called(pod),
						imageOf(pod),
						apiServerVersion.gitVersion,
						tag ?? '',
					),
					{ anchor: { kind: 'image', component: 'etcd' } },
				);
			}
		}
	},
});
