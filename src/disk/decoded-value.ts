import { t } from '../core/words.ts';
import { yamlText, type Json, type JsonObject } from '../core/yaml-text.ts';
import { decodeKubernetes, isKubernetes } from './kubernetes-object.ts';
import { textOf, valueKindOf } from './value-kind.ts';
import { hiddenWords, isObject, isSecretKey, withoutSecretValues } from './value-secrets.ts';

/** A value for people to read. */
export interface DecodedValue {
	readonly format: 'yaml' | 'json' | 'text' | 'hex' | 'none';
	/** What it is, in words. */
	readonly what: string;
	readonly text: string;
	/** What `text` lacks, a sentence each. */
	readonly notes: readonly string[];
	/** Whether something stays hidden until it is asked for. */
	readonly isHidden: boolean;
	/** Where it is an object of Kubernetes: as the API server would answer, without what is hidden. */
	readonly object?: JsonObject;
}

/** More of a value that is no text tells nobody anything. */
const mostHexBytes = 64 * 1024;

/** `reveal` shows secrets too. */
export function decodeValue(key: Uint8Array, value: Uint8Array, reveal = false): DecodedValue {
	const object = isKubernetes(value) ? kubernetesValue(value, reveal) : undefined;
	if (object) {
		return object;
	}
	const decoded = otherValue(value, reveal);
	return !reveal && isSecretKey(key) && decoded.format !== 'none' && !decoded.isHidden
		? { ...withoutObject(decoded), text: hiddenWords(), isHidden: true }
		: decoded;
}

function withoutObject({ format, what, notes }: DecodedValue): Omit<DecodedValue, 'text' | 'isHidden'> {
	return { format, what, notes };
}

function kubernetesValue(value: Uint8Array, reveal: boolean): DecodedValue | undefined {
	const decoded = decodeKubernetes(value);
	if (!decoded) {
		return undefined;
	}
	const { apiVersion, kind, isWhole, unknownFields } = decoded;
	const isSecret = kind === 'Secret';
	const object = reveal ? decoded.object : withoutSecretValues(decoded.object);
	const [shown, left] = withoutManagedFields(object);
	return {
		format: 'yaml',
		what: t('Kubernetes object {0} {1}, stored as protobuf', apiVersion, kind),
		text: yamlText(shown),
		notes: [
			...(isWhole ? [] : [t('This type is not known here: only its metadata could be read.')]),
			...(unknownFields > 0
				? [t('{0} fields are of another version of Kubernetes and are not shown.', unknownFields)]
				: []),
			...(left > 0 ? [t('managedFields is not shown; entries in it: {0}.', left)] : []),
		],
		isHidden: isSecret && !reveal,
		object,
	};
}

/** They say who changed which field, at great length; kubectl leaves them out too. */
function withoutManagedFields(object: JsonObject): [shown: JsonObject, left: number] {
	const { metadata } = object;
	if (!isObject(metadata)) {
		return [object, 0];
	}
	const { managedFields, ...rest } = metadata;
	return Array.isArray(managedFields) ? [{ ...object, metadata: rest }, managedFields.length] : [object, 0];
}

function otherValue(value: Uint8Array, reveal: boolean): DecodedValue {
	const about = valueKindOf(value);
	const text = textOf(value);
	const plain = { text: text ?? '', notes: [], isHidden: false };
	switch (about.kind) {
		case 'empty':
			return { ...plain, format: 'none', what: t('empty') };
		case 'encrypted':
			return {
				...plain,
				format: 'none',
				what: t('encrypted by the API server ({0})', about.provider),
				text: '',
				notes: [t('{0} bytes that only the key of the encryption provider opens.', value.length)],
			};
		case 'json':
			return jsonValue(text ?? '', reveal);
		case 'text':
			return { ...plain, format: 'text', what: t('text') };
		case 'kubernetes':
			return { ...hexValue(value), what: t('damaged: it begins as a Kubernetes object and cannot be decoded') };
		default:
			return hexValue(value);
	}
}

function jsonValue(text: string, reveal: boolean): DecodedValue {
	// It has been parsed before: it is JSON.
	const parsed = JSON.parse(text) as Json;
	const { apiVersion, kind } = isObject(parsed) ? parsed : {};
	const isOfKubernetes = typeof apiVersion === 'string' && typeof kind === 'string' && isObject(parsed);
	const isHidden = isOfKubernetes && kind === 'Secret' && !reveal;
	const object = isOfKubernetes ? (isHidden ? withoutSecretValues(parsed) : parsed) : undefined;
	return {
		format: 'json',
		what: isOfKubernetes
			? t('Kubernetes object {0} {1}, stored as JSON as custom resources are', apiVersion, kind)
			: t('text in JSON'),
		text: isHidden ? JSON.stringify(object, undefined, 2) : indented(text, parsed),
		notes: [],
		isHidden,
		...(object && { object }),
	};
}

/** Numbers that would not survive being parsed leave the text as it is. */
function indented(text: string, parsed: Json): string {
	return /\d{16}/.test(text) ? text : JSON.stringify(parsed, undefined, 2);
}

function hexValue(value: Uint8Array): DecodedValue {
	const shown = value.subarray(0, mostHexBytes);
	const rest = value.length - shown.length;
	return {
		format: 'hex',
		what: t('bytes that are no text'),
		text: hexDump(shown),
		notes: rest > 0 ? [t('{0} more bytes are not shown.', rest)] : [],
		isHidden: false,
	};
}

const bytesInLine = 16;

function hexDump(bytes: Uint8Array): string {
	const lines: string[] = [];
	for (let at = 0; at < bytes.length; at += bytesInLine) {
		const line = [...bytes.subarray(at, at + bytesInLine)];
		const hex = line.map(byte => byte.toString(16).padStart(2, '0')).join(' ');
		const text = line.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
		lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(bytesInLine * 3)} ${text}`);
	}
	return lines.join('\n');
}
