import { check } from '../../core/check.ts';
import { controlPlanePods, flagsOf, imageOf, nodeNameOf, staticComponents } from '../../core/kubernetes-pods.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { type KubeObject, textOf } from '../../core/kubernetes.ts';
import { seenPods } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

/** Nodes that run other versions or other flags than their peers behave differently, depending on which one answers. */
export default check({
	id: 'kubernetes/control-plane-pods-differ',
	title: 'A component runs with other flags or another image on some node',
	remedy: 'Finish the upgrade, or bring the manifests of the nodes back in line.',
	severity: 'warning',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		const seen = yield* seenPods(pods.objects);
		for (const component of staticComponents) {
			const own = controlPlanePods(seen, component);
			const images = Map.groupBy(own, imageOf);
			if (images.size > 1) {
				yield {
					message: t('{0} runs with different images: {1}.', component, wordsOf(images)),
					subject: { kind: 'cluster' },
					anchor: { kind: 'image', component },
				};
			}
			const flags = [...new Set(own.flatMap(pod => Object.keys(flagsOf(pod))))].filter(flag => !ofNode.has(flag));
			for (const flag of flags) {
				const values = Map.groupBy(own, pod => valueIn(pod, flagsOf(pod)[flag]));
				if (values.size > 1) {
					yield {
						message: t('--{0} of {1} differs: {2}.', flag, component, wordsOf(values)),
						subject: { kind: 'cluster' },
						anchor: flagAnchor(component, flag),
					};
				}
			}
		}
	},
});

/** Flags that name the node itself, or grow with each node that joins. */
const ofNode = new Set([
	'name',
	'initial-cluster',
	'initial-cluster-state',
	'initial-advertise-peer-urls',
	'advertise-client-urls',
	'listen-client-urls',
	'listen-peer-urls',
	'listen-metrics-urls',
	'advertise-address',
	'bind-address',
	'node-name',
]);

/** With the addresses of its own node made equal. */
function valueIn(pod: KubeObject, value: string | undefined): string {
	const own = [textOf(pod, 'status', 'podIP'), textOf(pod, 'status', 'hostIP'), nodeNameOf(pod)].filter(each => each);
	return own.reduce<string>((text, each) => text.replaceAll(each ?? '', '<node>'), value ?? '–');
}

function wordsOf(groups: ReadonlyMap<string, readonly KubeObject[]>): string {
	return [...groups]
		.map(([value, pods]) => `${value} (${pods.map(pod => nodeNameOf(pod) ?? '?').join(', ')})`)
		.join('; ');
}
