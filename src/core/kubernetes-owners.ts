import type { KubeObject, KubeOwner } from './kubernetes.ts';

export type ByUid = ReadonlyMap<string, KubeObject>;

export function byUid(...lists: readonly (readonly KubeObject[])[]): ByUid {
	return new Map(lists.flat().map(object => [object.metadata.uid, object]));
}

export function controllerOf({ metadata }: KubeObject): KubeOwner | undefined {
	return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** What made what made it: Pod → ReplicaSet → Deployment. An object without a known controller is its own top. */
export function topOwnerOf(object: KubeObject, known: ByUid): KubeObject {
	let top = object;
	// An owner of an owner's owner is as far as it goes; the bound is against objects that own each other.
	for (let depth = 0; depth < 8; depth++) {
		const owner = known.get(controllerOf(top)?.uid ?? '');
		if (owner === undefined || owner === top) {
			return top;
		}
		top = owner;
	}
	return top;
}
