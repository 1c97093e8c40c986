import { check } from '../../core/check.ts';
import { nodeNameOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { compareVersions, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** A pod with hostUsers: false fails there, or before 1.30 runs without the namespace that it counts on. */
export default check({
	id: 'kubernetes/user-namespaces-unsupported',
	title: 'A pod wants a user namespace that its node cannot give',
	remedy: 'Run it on nodes whose runtime supports user namespaces: Linux 6.3, containerd 2.0 or CRI-O 1.25.',
	severity: 'error',
	needs: ['pods', 'nodes', 'apiServerVersion'],
	params: {},
	*run({ pods, nodes, apiServerVersion }) {
		const known = new Map(nodes.objects.map(node => [node.metadata.name, node]));
		for (const pod of pods.objects.filter(each => fieldOf(each, 'spec', 'hostUsers') === false)) {
			const node = known.get(nodeNameOf(pod) ?? '');
			const why = node && whyNot(node, textOf(pod, 'spec', 'runtimeClassName'));
			if (why !== undefined) {
				yield problemWith(pod, t('{0} wants a user namespace: {1}', called(pod), why));
			} else if (apiServerVersion.major === 1 && apiServerVersion.minor < 33) {
				yield problemWith(
					pod,
					t('{0} wants a user namespace: before Kubernetes 1.33 its feature gate is off by default.', called(pod)),
					{ severity: 'warning' },
				);
			}
		}
	},
});

/** What the node tells of its runtimes decides; of a node that tells nothing its versions do. */
function whyNot(node: KubeObject, runtimeClass: string | undefined): string | undefined {
	const handlers = itemsOf(node, 'status', 'runtimeHandlers');
	const handler = handlers.find(each => (textOf(each, 'name') ?? '') === (runtimeClass ?? ''));
	if (handler !== undefined) {
		const supported = fieldOf(handler, 'features', 'userNamespaces') === true;
		return supported ? undefined : t('the runtime of {0} says that it has none.', called(node));
	}
	const kernel = parseVersion(textOf(node, 'status', 'nodeInfo', 'kernelVersion') ?? '');
	const [runtime = '', version = ''] = (textOf(node, 'status', 'nodeInfo', 'containerRuntimeVersion') ?? '').split(
		'://',
	);
	const parsed = parseVersion(version);
	const isOldRuntime =
		parsed !== undefined &&
		((runtime === 'containerd' && parsed.major < 2) ||
			(runtime === 'cri-o' && parsed.major === 1 && parsed.minor < 25));
	if (kernel && compareVersions(kernel, { major: 6, minor: 3, patch: 0 }) < 0) {
		return t('{0} has the kernel {1}.', called(node), `${kernel.major}.${kernel.minor}`);
	}
	return isOldRuntime ? t('{0} has {1} {2}.', called(node), runtime, version) : undefined;
}
