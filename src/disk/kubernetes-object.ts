import { decodeFields, type Field } from '../core/protobuf.ts';
import type { Json, JsonObject } from '../core/yaml-text.ts';
import { kubernetesValues } from './kubernetes-values.ts';
import { messageShape, type MessageField } from './kubernetes-messages.ts';
import { viewOf } from './integers.ts';

/** An object as a kube-apiserver stores what is compiled in. */
export interface KubernetesObject {
	readonly apiVersion: string;
	readonly kind: string;
	/** As the API server would answer. */
	readonly object: JsonObject;
	/** Otherwise the type is none of the table: only its metadata could be read. */
	readonly isWhole: boolean;
	/** Fields that the table does not know, as a newer Kubernetes writes them: they are left out of `object`. */
	readonly unknownFields: number;
}

const magic = [0x6b, 0x38, 0x73, 0x00];
/** A list in an object has as many elements as etcd lets a value be long: the length of the bytes is the bound. */
const mostFields = Infinity;
const decoder = new TextDecoder();

export function isKubernetes(value: Uint8Array): boolean {
	return magic.every((byte, at) => value[at] === byte);
}

/** Undefined where the bytes are no such object, or are damaged. */
export function decodeKubernetes(value: Uint8Array): KubernetesObject | undefined {
	try {
		return isKubernetes(value) ? objectIn(value.subarray(magic.length)) : undefined;
	} catch (error) {
		if (error instanceof RangeError) {
			return undefined;
		}
		throw error;
	}
}

/** Around each object stands its type (1) and, as bytes, the object (2). */
function objectIn(bytes: Uint8Array): KubernetesObject {
	const envelope = decodeFields(bytes);
	const type = decodeFields(bytesOf(envelope.get(1)?.at(-1)));
	const [apiVersion, kind] = [1, 2].map(field => decoder.decode(bytesOf(type.get(field)?.at(-1)))) as [string, string];
	const reading: Reading = { unknownFields: 0 };
	const raw = bytesOf(envelope.get(2)?.at(-1));
	const reference = `${apiVersion}#${kind}`;
	const isWhole = messageShape(reference) !== undefined;
	const content = isWhole ? messageValue(raw, reference, reading) : metadataOf(raw, reading);
	return {
		apiVersion,
		kind,
		object: { apiVersion, kind, ...Object(content) },
		isWhole,
		unknownFields: isWhole ? reading.unknownFields : 0,
	};
}

/** Every stored object has its metadata in the first field; an unknown type may be none that is stored. */
function metadataOf(raw: Uint8Array, reading: Reading): Json {
	try {
		const [metadata] = decodeFields(raw, mostFields).get(1) ?? [];
		return { metadata: messageValue(bytesOf(metadata), 'meta#ObjectMeta', reading) };
	} catch (error) {
		if (error instanceof RangeError) {
			return {};
		}
		throw error;
	}
}

interface Reading {
	unknownFields: number;
}

function messageValue(bytes: Uint8Array, reference: string, reading: Reading): Json {
	const own = kubernetesValues[reference];
	const fields = decodeFields(bytes, mostFields);
	if (own) {
		return own(fields);
	}
	const shape = messageShape(reference);
	const entries: [string, Json][] = [];
	for (const field of shape?.fields.values() ?? []) {
		entries.push(...entriesOf(field, fields.get(field.number) ?? [], reading));
	}
	reading.unknownFields += [...fields.keys()].filter(number => !shape?.fields.has(number)).length;
	return shape?.isList ? (entries[0]?.[1] ?? []) : Object.fromEntries(entries);
}

/** What JSON has of a field: nothing, itself, or, where it is inline, its own fields. */
function entriesOf(field: MessageField, values: readonly Field[], reading: Reading): [string, Json][] {
	if (field.many !== 'one') {
		const isEmpty = values.length === 0;
		const content = () =>
			field.many === 'map' ? mapOf(field, values, reading) : values.map(each => valueOf(field, each, reading));
		return !isEmpty ? [[field.name, content()]] : field.isAlways ? [[field.name, null]] : [];
	}
	const last = values.at(-1);
	if (field.isInline) {
		return Object.entries(Object(valueOf(field, last, reading)));
	}
	if (last === undefined && field.isOptional) {
		return field.isAlways ? [[field.name, null]] : [];
	}
	const value = valueOf(field, last, reading);
	return isHidden(field, value) ? [] : [[field.name, value]];
}

/** A scalar that has its zero and was not set on purpose. */
function isHidden(field: MessageField, value: Json): boolean {
	if (field.isAlways || field.isOptional) {
		return false;
	}
	const isMessage = field.type.length > 1;
	return isMessage ? field.isOmittedWhenZero && value === null : value === '' || value === 0 || value === false;
}

function mapOf(field: MessageField, values: readonly Field[], reading: Reading): JsonObject {
	return Object.fromEntries(
		values.map(entry => {
			const pair = decodeFields(bytesOf(entry));
			return [decoder.decode(bytesOf(pair.get(1)?.at(-1))), valueOf(field, pair.get(2)?.at(-1), reading)];
		}),
	);
}

/** The value of one field, or its zero where it is missing. */
function valueOf({ type }: MessageField, value: Field | undefined, reading: Reading): Json {
	switch (type) {
		case 's':
			return decoder.decode(bytesOf(value));
		case 'y':
			return base64(bytesOf(value));
		case 'b':
			return integer(value) !== 0;
		case 'i':
			return integer(value);
		case 'd':
			return value instanceof Uint8Array && value.length === 8 ? viewOf(value).getFloat64(0, true) : 0;
		default:
			return messageValue(bytesOf(value), type, reading);
	}
}

function bytesOf(field: Field | undefined): Uint8Array {
	if (typeof field === 'bigint' || typeof field === 'number') {
		throw new RangeError('a number where bytes should be');
	}
	return field ?? new Uint8Array();
}

function integer(field: Field | undefined): number | bigint {
	if (field instanceof Uint8Array) {
		throw new RangeError('bytes where a number should be');
	}
	const exact = BigInt.asIntN(64, BigInt(field ?? 0));
	const number = Number(exact);
	return Number.isSafeInteger(number) ? number : exact;
}

function base64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 3072) {
		text += btoa(String.fromCharCode(...bytes.subarray(at, at + 3072)));
	}
	return text;
}
