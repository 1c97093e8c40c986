import { check } from '../../core/check.ts';
import { called, installed, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionsOf, itemsOf, type Json, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** What its controller did not accept, or could not bring about, takes no traffic. */
const good = new Set(['Accepted', 'Programmed', 'ResolvedRefs']);

/** Traffic that comes by a gateway ends there, and the pods behind it look well. */
export default check({
	id: 'kubernetes/gateway-not-programmed',
	title: 'A gateway or a route takes no traffic',
	remedy: 'Mend what its condition names: the class, a listener, the service or the certificate that it refers to.',
	severity: 'error',
	needs: ['gatewayClasses', 'gateways', 'httpRoutes'],
	params: {},
	// Source: Gateway API, conditions of Gateway, Listener and HTTPRoute
	*run({ gatewayClasses, gateways, httpRoutes }) {
		const objects = [...(yield* installed(gateways, 'Gateway API')), ...gatewayClasses.objects];
		for (const object of objects) {
			yield* failing(object, called(object));
			for (const listener of itemsOf(object, 'status', 'listeners')) {
				yield* failing(object, t('{0}, listener {1}', called(object), textOf(listener, 'name') ?? '?'), listener);
			}
		}
		for (const route of httpRoutes.objects) {
			for (const parent of itemsOf(route, 'status', 'parents')) {
				const name = textOf(parent, 'parentRef', 'name') ?? '?';
				yield* failing(route, t('{0} at the gateway {1}', called(route), name), parent);
			}
		}
	},
});

/** The conditions of the object, or of a part of its status. */
function* failing(object: KubeObject, name: string, part?: Json) {
	const holder = part === undefined ? object : { ...object, status: part };
	for (const { type, status, reason, message } of conditionsOf(holder)) {
		if (good.has(type) && status === 'False') {
			yield problemWith(object, t('{0}: {1} is false, {2}', name, type, plain(`${reason} ${message}`.trim(), 300)));
		}
	}
}
