import type { Site } from '../core/config-tree.ts';
import { knownApiVersions, shapeAt, shapeOf, type FieldShapes } from './config-fields.ts';
import { mismatchesOf } from './decode.ts';

export interface UnknownField {
	readonly site: Site;
	readonly name: string;
	readonly known: FieldShapes;
	/** The API versions that do have the field, in the same place. */
	readonly elsewhere?: readonly string[];
}

/** The fields of a document that its version does not have. */
export function* unknownFieldsOf(root: Site): Generator<UnknownField> {
	const { apiVersion, kind: group } = root.document;
	const kind = group.split('/')[1] ?? '';
	const shape = shapeOf(apiVersion, kind);
	for (const mismatch of shape ? mismatchesOf(root, shape) : []) {
		// `$patch` and its like speak to Kustomize.
		if (mismatch.kind === 'unknown' && !mismatch.name.startsWith('$')) {
			const { site, name, known } = mismatch;
			const elsewhere = knownApiVersions.filter(version => shapeAt(shapeOf(version, kind), site.path) !== undefined);
			yield { site, name, known, ...(elsewhere.length > 0 && { elsewhere }) };
		}
	}
}
