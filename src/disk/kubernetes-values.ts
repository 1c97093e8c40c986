import type { Field } from '../core/protobuf.ts';
import type { Json } from '../core/yaml-text.ts';

type Fields = ReadonlyMap<number, readonly Field[]>;

/** Messages that are one value in JSON, by their names in the table. */
export const kubernetesValues: Readonly<Record<string, (fields: Fields) => Json>> = {
	'meta#Time': fields => timeOf(fields, () => ''),
	'meta#MicroTime': fields => timeOf(fields, nanos => `.${digits(Math.floor(nanos / 1000), 6)}`),
	'meta#FieldsV1': fields => rawJson(fields),
	'runtime#RawExtension': fields => rawJson(fields),
	'resource#Quantity': fields => textOf(fields, 1) || '0',
	'intstr#IntOrString': fields => (numberOf(fields, 1) === 0 ? numberOf(fields, 2) : textOf(fields, 3)),
};

const decoder = new TextDecoder();

function textOf(fields: Fields, field: number): string {
	const value = fields.get(field)?.at(-1);
	return value instanceof Uint8Array ? decoder.decode(value) : '';
}

function numberOf(fields: Fields, field: number): number {
	const value = fields.get(field)?.at(-1);
	return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0;
}

/** The farthest that a date can be from 1970. */
const mostSeconds = 8.64e12;

/** `null` where there is no time, as Go writes it. */
function timeOf(fields: Fields, fractionOf: (nanos: number) => string): Json {
	const seconds = numberOf(fields, 1);
	if (fields.size === 0 || Math.abs(seconds) > mostSeconds) {
		return null;
	}
	return new Date(seconds * 1000).toISOString().replace('.000Z', `${fractionOf(numberOf(fields, 2))}Z`);
}

function digits(number: number, count: number): string {
	return String(number).padStart(count, '0');
}

/** JSON within: what it is, where it can be read, else its text. */
function rawJson(fields: Fields): Json {
	const text = textOf(fields, 1);
	if (text === '') {
		return null;
	}
	try {
		// What was parsed is JSON.
		return JSON.parse(text) as Json;
	} catch (error) {
		if (error instanceof SyntaxError) {
			return text;
		}
		throw error;
	}
}
