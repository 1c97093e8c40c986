import type { Outcome } from './finding.ts';
import type { KubeObject } from './kubernetes.ts';
import { controlPlanePods, flagsOf } from './kubernetes-pods.ts';
import { called } from './kubernetes-problem.ts';
import { t } from './words.ts';

/** The static pods of one component, or of all. Where none is to be seen, nothing of them is found well: that is said. */
export function* seenPods(pods: readonly KubeObject[], component?: string): Generator<Outcome, KubeObject[]> {
	const own = controlPlanePods(pods, component);
	if (own.length === 0) {
		yield {
			notApplicable:
				component === undefined
					? t('No pod of the control plane is to be seen.')
					: t('No pod of {0} is to be seen.', component),
		};
	}
	return own;
}

/** The same of those whose flags the API shows; RKE2 keeps etcd's in a file on the node. */
export function* podsWithFlags(pods: readonly KubeObject[], component: string): Generator<Outcome, KubeObject[]> {
	const own = yield* seenPods(pods, component);
	const inFile = own.filter(pod => 'config-file' in flagsOf(pod));
	for (const pod of inFile) {
		yield { unknown: t('{0} reads its flags from a file on its node.', called(pod)), missing: ['pods'] };
	}
	return own.filter(pod => !inFile.includes(pod));
}
