import { check } from '../../core/check.ts';
import type { Outcome } from '../../core/finding.ts';
import { called, installed, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionsOf, fieldOf, itemsOf, type Json, type KubeObject, numberOf, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** The pod keeps the device that it was given, whatever becomes of that. */
export default check({
	id: 'kubernetes/claimed-device-unfit',
	title: 'A claim holds a device that is gone, tainted or cannot be bound',
	remedy: 'Look at the device and its driver; delete the pod, so that it is given another device.',
	severity: 'error',
	needs: ['resourceClaims', 'resourceSlices', 'deviceTaintRules'],
	params: {},
	// Source: Kubernetes, dynamic resource allocation: allocation results, binding conditions, device taints
	*run({ resourceClaims, resourceSlices, deviceTaintRules }) {
		for (const claim of yield* installed(resourceClaims, 'resource.k8s.io')) {
			for (const result of itemsOf(claim, 'status', 'allocation', 'devices', 'results')) {
				yield* unfit(claim, result, resourceSlices.objects, deviceTaintRules.objects);
			}
		}
	},
});

function* unfit(
	claim: KubeObject,
	result: Json,
	slices: readonly KubeObject[],
	rules: readonly KubeObject[],
): Generator<Outcome> {
	const name = nameOf(result);
	const own = slices.filter(
		slice =>
			textOf(slice, 'spec', 'driver') === textOf(result, 'driver') &&
			textOf(slice, 'spec', 'pool', 'name') === textOf(result, 'pool'),
	);
	const device = own
		.flatMap(slice => itemsOf(slice, 'spec', 'devices'))
		.find(each => textOf(each, 'name') === textOf(result, 'device'));
	const failed = failedBinding(claim, result);
	const taint = taintsOf(device, result, rules).find(each => !isTolerated(each, result));
	if (failed !== undefined) {
		yield problemWith(claim, t('{0}: the device {1} could not be bound: {2}', called(claim), name, failed));
	} else if (device === undefined && isWhole(own)) {
		yield problemWith(claim, t('{0} holds the device {1}, which no driver publishes any more.', called(claim), name));
	} else if (taint !== undefined) {
		yield problemWith(
			claim,
			t('{0} holds the device {1}, which is tainted: {2}.', called(claim), name, textOf(taint, 'key') ?? '?'),
			{ severity: 'warning' },
		);
	}
}

function nameOf(result: Json): string {
	return ['driver', 'pool', 'device'].map(field => textOf(result, field) ?? '?').join('/');
}

/** A pool whose slices are not all there yet may still bring the device. */
function isWhole(slices: readonly KubeObject[]): boolean {
	const wanted = Math.max(0, ...slices.map(slice => numberOf(slice, 'spec', 'pool', 'resourceSliceCount') ?? 0));
	return slices.length >= wanted;
}

function failedBinding(claim: KubeObject, result: Json): string | undefined {
	const types = itemsOf(result, 'bindingFailureConditions');
	const state = itemsOf(claim, 'status', 'devices').find(each => nameOf(each) === nameOf(result));
	const failed =
		state !== undefined &&
		conditionsOf({ ...claim, status: state }).find(({ type, status }) => types.includes(type) && status === 'True');
	return failed ? plain(`${failed.type} ${failed.message}`.trim(), 300) : undefined;
}

/** Those of the device itself, and those that an administrator puts on many; one without effect only informs. */
function taintsOf(device: Json | undefined, result: Json, rules: readonly KubeObject[]): Json[] {
	const imposed = rules
		.filter(rule => fits(fieldOf(rule, 'spec', 'deviceSelector'), result))
		.map(rule => fieldOf(rule, 'spec', 'taint'));
	return [...itemsOf(device, 'taints'), ...itemsOf(device, 'basic', 'taints'), ...imposed]
		.filter(taint => taint !== undefined)
		.filter(taint => ['NoSchedule', 'NoExecute'].includes(textOf(taint, 'effect') ?? ''));
}

/** A selector that names nothing selects nothing. */
function fits(selector: Json | undefined, result: Json): boolean {
	const fields = ['driver', 'pool', 'device'].filter(field => textOf(selector, field) !== undefined);
	return fields.length > 0 && fields.every(field => textOf(selector, field) === textOf(result, field));
}

function isTolerated(taint: Json, result: Json): boolean {
	return itemsOf(result, 'tolerations').some(toleration => {
		const [key, effect] = [textOf(toleration, 'key'), textOf(toleration, 'effect')];
		return (
			(key === undefined || key === textOf(taint, 'key')) &&
			(effect === undefined || effect === textOf(taint, 'effect')) &&
			(textOf(toleration, 'operator') === 'Exists' || textOf(toleration, 'value') === textOf(taint, 'value'))
		);
	});
}
