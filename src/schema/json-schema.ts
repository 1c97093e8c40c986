import type { YamlPath } from '../core/finding.ts';
import { isListShape, kindsOf, knownApiVersions, shapeOf, type FieldShape } from './config-fields.ts';
import { describeField, describeFlag } from './describe.ts';
import { etcdConfigKeys, etcdConfigMinors, type KeyType } from './etcd-config-keys.ts';
import { etcdFlag } from './etcd-flags.ts';
import { factsOfField, factsOfFlag } from './setting-facts.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaOptions {
	/**
	 * With types, values and closed lists of fields, for those who validate by it. Else a schema helps to write a file and
	 * objects to nothing: our own rules do that, and nothing is to be said twice.
	 */
	readonly strict: boolean;
}

/** Groups whose documents stand in the files of kubeadm, by the name that their kinds have. */
const groups: Readonly<Record<string, string>> = {
	'kubeadm.k8s.io': 'kubeadm',
	'kubelet.config.k8s.io': 'kubelet',
	'kubeproxy.config.k8s.io': 'kubeproxy',
};

const dialect = 'http://json-schema.org/draft-07/schema#';

/** One schema for all documents that kubeadm reads: version and kind of a document decide. Sentences are in English. */
export function kubeadmSchema(options: SchemaOptions): JsonSchema {
	const kinds = knownApiVersions.flatMap(apiVersion => {
		const group = groups[apiVersion.split('/')[0] ?? ''];
		return group === undefined ? [] : kindsOf(apiVersion).map(kind => ({ apiVersion, kind, group }));
	});
	const versions = [...new Set(kinds.map(({ apiVersion }) => apiVersion))];
	return {
		$schema: dialect,
		title: 'kubeadm',
		properties: { apiVersion: valueSchema(versions, options), kind: {} },
		allOf: [
			...versions.map(apiVersion => ({
				if: only({ apiVersion }),
				then: { properties: { kind: valueSchema(kindsOf(apiVersion), options) } },
			})),
			...kinds.map(({ apiVersion, kind }) => ({
				if: only({ apiVersion, kind }),
				then: { $ref: `#/definitions/${nameOf(apiVersion, kind)}` },
			})),
		],
		definitions: Object.fromEntries(
			kinds.map(({ apiVersion, kind, group }) => [
				nameOf(apiVersion, kind),
				schemaOf(shapeOf(apiVersion, kind) ?? {}, { kind: `${group}/${kind}`, apiVersion, path: [], options }),
			]),
		),
	};
}

function only(values: Readonly<Record<string, string>>): JsonSchema {
	return {
		required: Object.keys(values),
		properties: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { const: value }])),
	};
}

function nameOf(apiVersion: string, kind: string): string {
	return `${apiVersion.replace('/', '.')}.${kind}`;
}

interface Place {
	readonly kind: string;
	readonly apiVersion: string;
	readonly path: YamlPath;
	readonly options: SchemaOptions;
}

function schemaOf(shape: FieldShape, place: Place): JsonSchema {
	const { kind, apiVersion, path, options } = place;
	const described = path.length === 0 ? undefined : describeField(kind, apiVersion, path);
	return {
		...(described && { description: described.description }),
		...(typeof shape === 'string'
			? leafSchema(shape, place)
			: isListShape(shape)
				? { ...typed('array', options), items: schemaOf(shape[0], { ...place, path: [...path, 0] }) }
				: { ...typed('object', options), ...fieldSchemas(shape, place) }),
	};
}

function fieldSchemas(shape: Exclude<FieldShape, string>, place: Place): JsonSchema {
	const inner = Object.entries(shape).map(([name, field]) => {
		// The fields of an object are shapes.
		return [name, schemaOf(field as FieldShape, { ...place, path: [...place.path, name] })] as const;
	});
	const any = inner.find(([name]) => name === '*')?.[1];
	const isClosed = place.options.strict && !any;
	return {
		properties: Object.fromEntries(inner.filter(([name]) => name !== '*')),
		...(any ? { additionalProperties: any } : isClosed ? { additionalProperties: false } : {}),
	};
}

function leafSchema(shape: string, { kind, apiVersion, path, options }: Place): JsonSchema {
	const { values, default: usual } = factsOfField(kind, apiVersion, path);
	const type = {
		bool: 'boolean',
		int: 'integer',
		int32: 'integer',
		int64: 'integer',
		uint32: 'integer',
		float64: 'number',
		any: undefined,
	}[shape];
	const isAny = ['any', 'Quantity', 'DurationOrNumber'].includes(shape);
	const all = shape === 'bool' ? undefined : values;
	return {
		...(isAny ? {} : typed(type ?? 'string', options)),
		...(usual !== undefined && { default: valueIn(shape, usual) }),
		...(all && { examples: all }),
	};
}

/** A default as JSON has it. */
function valueIn(shape: string, text: string): unknown {
	return shape === 'bool' ? text === 'true' : /^(?:int|float)/.test(shape) ? Number(text) : text;
}

/** What may be empty may also be `null`. */
function typed(type: string, { strict }: SchemaOptions): JsonSchema {
	return strict ? { type: [type, 'null'] } : {};
}

function valueSchema(values: readonly string[], { strict }: SchemaOptions): JsonSchema {
	return strict ? { enum: values } : { examples: values };
}

/** etcd's own configuration file: the keys of every version. */
export function etcdSchema(options: SchemaOptions): JsonSchema {
	return { $schema: dialect, title: 'etcd', ...typed('object', options), ...keySchemas('keys', '', options) };
}

function keySchemas(section: 'keys' | 'tls', prefix: string, options: SchemaOptions): JsonSchema {
	const tables = etcdConfigMinors.flatMap(minor => Object.entries(etcdConfigKeys(minor)?.[section] ?? {}));
	const keys = [...new Map(tables)].toSorted(([one], [other]) => (one < other ? -1 : 1));
	return {
		properties: Object.fromEntries(keys.map(([key, type]) => [key, keySchema(key, prefix + key, type, options)])),
		...(options.strict && { additionalProperties: false }),
	};
}

const keyTypes: Readonly<Record<KeyType, string | undefined>> = {
	string: 'string',
	bool: 'boolean',
	int: 'integer',
	int64: 'integer',
	uint: 'integer',
	uint32: 'integer',
	uint64: 'integer',
	nanoseconds: 'integer',
	list: 'array',
	tls: 'object',
	any: undefined,
};

function keySchema(key: string, flag: string, type: KeyType, options: SchemaOptions): JsonSchema {
	const described = describeFlag('etcd', flag);
	const { values } = factsOfFlag('etcd', flag);
	const known = keyTypes[type];
	return {
		...(described && { description: described.description }),
		...(known === undefined ? {} : typed(known, options)),
		...(type === 'tls' && keySchemas('tls', key === 'peer-transport-security' ? 'peer-' : '', options)),
		...(values && type === 'string' && etcdFlag(flag) && { examples: values }),
	};
}
