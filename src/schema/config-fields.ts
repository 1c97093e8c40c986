import { apiServerTables } from './api-server-fields.ts';
import { clusterApiTables } from './cluster-api-fields.ts';
import data from './data/config-fields.json' with { type: 'json' };

/**
 * What a field holds: a type by its Go name (`any` is not looked into), a list of one shape, or the fields of an object.
 * The field `*` stands for every key of a map.
 */
export type FieldShape = string | readonly [FieldShape] | FieldShapes;

export interface FieldShapes {
	readonly [name: string]: FieldShape;
}

// The file is ours and has this form; a test looks at every leaf.
const kubeadmTables = data as unknown as Readonly<Record<string, Readonly<Record<string, FieldShapes>>>>;

const tables: Readonly<Record<string, Readonly<Record<string, FieldShapes>>>> = {
	...kubeadmTables,
	...clusterApiTables,
	...apiServerTables,
};

/** The versions that we know of, oldest first within a group. */
export const knownApiVersions: readonly string[] = Object.keys(tables);

export function kindsOf(apiVersion: string): readonly string[] {
	return Object.keys(tables[apiVersion] ?? {});
}

/** The fields of a document, those that every document has included. */
export function shapeOf(apiVersion: string, kind: string): FieldShapes | undefined {
	const fields = tables[apiVersion]?.[kind];
	return fields && { apiVersion: 'string', kind: 'string', ...fields };
}

/** The shape of one field of an object; of a map any key has the same. */
export function fieldShape(shapes: FieldShapes, name: string): FieldShape | undefined {
	return Object.hasOwn(shapes, name) ? shapes[name] : shapes['*'];
}

/** The shape at a path, or nothing where there is no such field. */
export function shapeAt(shape: FieldShape | undefined, path: readonly (string | number)[]): FieldShape | undefined {
	return path.reduce<FieldShape | undefined>((at, step) => {
		if (at === undefined || typeof at === 'string') {
			return undefined;
		}
		return isListShape(at) ? at[0] : fieldShape(at, String(step));
	}, shape);
}

export function isListShape(shape: FieldShape): shape is readonly [FieldShape] {
	return Array.isArray(shape);
}

/** Arguments were a map of strings up to v1beta3, and are a list of names and values since. */
export function isArgumentsShape(shape: FieldShape): boolean {
	if (typeof shape === 'string') {
		return false;
	}
	const item = isListShape(shape) ? shape[0] : shape;
	return typeof item === 'object' && !isListShape(item)
		? isListShape(shape)
			? Object.keys(item).join() === 'name,value'
			: Object.keys(item).join() === '*' && item['*'] === 'string'
		: false;
}
