import { check } from '../../core/check.ts';
import type { ComponentSpec } from '../../core/facts.ts';
import { controlPlanePods, flagsOf, imageOf, imageVersionOf, staticComponents } from '../../core/kubernetes-pods.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/**
 * The kubelet runs what lies in the manifests folder of its node. A file of the workspace that says other than the pod is a
 * copy that has grown old, or a change that never reached the node: whoever applies it next changes more than they mean.
 */
export default check({
	id: 'kubernetes/static-pod-file-differs',
	title: 'A file of a static pod says other than the pod that runs',
	remedy: 'Bring the file and the manifest of the node in line, field by field.',
	severity: 'info',
	needs: ['pods', 'manifests'],
	params: {},
	*run({ pods, manifests }) {
		// What speaks for all nodes leaves most to kubeadm: only whole manifests can be held against a pod.
		const specs = manifests.filter(({ component, isPartial }) => !isPartial && isStatic(component));
		if (specs.length === 0) {
			yield { notApplicable: t('No file of the workspace describes a static pod.') };
			return;
		}
		for (const spec of specs) {
			const pod = podOf(spec, controlPlanePods(pods.objects, spec.component));
			if (pod) {
				yield* differences(spec, pod);
			}
		}
	},
});

function isStatic(component: string): boolean {
	return staticComponents.some(each => each === component);
}

/** Nothing in a file tells its node: etcd is known by its name, an API server by its address, what is alone by that. */
function podOf({ component, memberName, flags }: ComponentSpec, pods: readonly KubeObject[]): KubeObject | undefined {
	const address = flags['advertise-address'];
	if (component === 'etcd') {
		return pods.find(pod => memberName !== undefined && flagsOf(pod)['name'] === memberName);
	}
	return component === 'kube-apiserver' && address !== undefined
		? pods.find(pod => flagsOf(pod)['advertise-address'] === address)
		: pods.length === 1
			? pods[0]
			: undefined;
}

/** Flags with secrets are in no fact about files, so only what the file is known to set is compared. */
function* differences({ component, memberName, flags, version }: ComponentSpec, pod: KubeObject) {
	const { name } = pod.metadata;
	const member = memberName === undefined ? {} : { member: memberName };
	const running = imageVersionOf(imageOf(pod));
	const runs = running && `${running.major}.${running.minor}.${running.patch}`;
	if (version !== undefined && runs !== undefined && runs !== version) {
		yield problemWith(pod, t('{0} runs version {1}; the file says {2}.', name, runs, version), {
			anchor: { kind: 'image', component, ...member },
		});
	}
	const own = flagsOf(pod);
	for (const [flag, inFile] of Object.entries(flags).filter(([flag, value]) => own[flag] !== value && !isGap(value))) {
		const now = own[flag];
		const message =
			now === undefined
				? t('{0} runs without --{1}; the file says {2}.', name, flag, inFile)
				: t('{0} runs with --{1}={2}; the file says {3}.', name, flag, now, inFile);
		yield problemWith(pod, message, { anchor: { kind: 'flag', component, flags: [flag], ...member } });
	}
}

function isGap(value: string): boolean {
	return /[${}<>]/.test(value);
}
