import type { Anchor, Outcome, Problem, Subject, YamlPath } from './finding.ts';
import { labelOf, referenceOf, type KubeObject, type Listing, type ObjectReference } from './kubernetes.ts';
import { t } from './words.ts';

/** How a message names an object: `Pod/kube-system/etcd-cp-1`. */
export function called(object: KubeObject): string {
	return labelOf(referenceOf(object));
}

export function subjectOfObject({ apiVersion, kind, namespace, name }: ObjectReference): Subject {
	return { kind: 'object', apiVersion, kindName: kind, ...(namespace !== undefined && { namespace }), name };
}

/** What is wrong with one object. */
export function problemWith(
	object: KubeObject,
	message: string,
	more: Partial<Pick<Problem, 'anchor' | 'severity'>> = {},
): Problem {
	return { message, subject: subjectOfObject(referenceOf(object)), ...more };
}

/** A field of the object, in a file of the workspace that describes it. */
export function fieldAnchor(object: KubeObject, ...path: YamlPath): Anchor {
	return fieldAnchorIn({ ...referenceOf(object), kindName: object.kind }, ...path);
}

/** The same of an object of which only the name is known. */
export function fieldAnchorIn(
	{ apiVersion, kindName, namespace, name }: Omit<Extract<Subject, { kind: 'object' }>, 'kind'>,
	...path: YamlPath
): Anchor {
	return {
		kind: 'object-field',
		group: groupOf(apiVersion),
		kindName,
		...(namespace !== undefined && { namespace }),
		name,
		path,
	};
}

/** A flag of a component of the control plane, in whatever file sets it. */
export function flagAnchor(component: string, ...flags: readonly string[]): Anchor {
	return { kind: 'flag', component, flags };
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
	return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

/** The objects of a kind that belongs to something one may not have installed; without it the question does not arise. */
export function* installed(listing: Listing, what: string): Generator<Outcome, readonly KubeObject[]> {
	if (!listing.served) {
		yield { notApplicable: t('{0} is not installed.', what) };
	}
	return listing.objects;
}
