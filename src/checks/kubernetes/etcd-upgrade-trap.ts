import { check } from '../../core/check.ts';
import { controlPlanePods, flagsOf, imageOf, imageVersionOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { minorOf } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** Members that were removed can come back when etcd 3.6 reads what an older 3.5 wrote, and split the cluster. */
export default check({
	id: 'kubernetes/etcd-upgrade-trap',
	title: 'This etcd must not be upgraded to 3.6 as it is',
	remedy: 'Upgrade to etcd 3.5.26 or newer first.',
	severity: 'warning',
	needs: ['pods'],
	params: {},
	// Source: etcd.io, upgrading etcd from v3.5 to v3.6
	*run({ pods }) {
		for (const pod of yield* seenPods(pods.objects, 'etcd')) {
			const version = imageVersionOf(imageOf(pod));
			if (version?.major === 3 && version.minor === 5 && version.patch < 26) {
				yield problemWith(
					pod,
					t('{0} runs etcd 3.5.{1}: before an upgrade to 3.6 it needs 3.5.26.', called(pod), version.patch),
					{
						severity: 'info',
						anchor: { kind: 'image', component: 'etcd', ...memberOf(pod) },
					},
				);
			}
		}
		const minors = new Set(controlPlanePods(pods.objects, 'etcd').map(pod => minorIn(pod)));
		if (minors.has('3.5') && minors.has('3.6')) {
			yield { message: t('Some members run etcd 3.5 and some 3.6: finish the upgrade.'), subject: { kind: 'cluster' } };
		}
	},
});

function minorIn(pod: KubeObject): string {
	const version = imageVersionOf(imageOf(pod));
	return version ? minorOf(version) : '?';
}

function memberOf(pod: KubeObject): { readonly member?: string } {
	const { name } = flagsOf(pod);
	return name === undefined ? {} : { member: name };
}
