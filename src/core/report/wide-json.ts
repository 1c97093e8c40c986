/** JSON with 64-bit integers: a bigint is printed as a bare number, digit by digit. */
export type WideJson =
	| string
	| number
	| bigint
	| boolean
	| undefined
	| readonly WideJson[]
	| { readonly [key: string]: WideJson }
	| typeof nothing;

/** JSON's `null`, where the format to be written has one in a list. */
export const nothing: unique symbol = Symbol('null');

/** Indented with tabs; fields that are undefined are left out. */
export function printWideJson(value: WideJson, indent = ''): string {
	const inner = `${indent}\t`;
	if (typeof value === 'bigint') {
		return value.toString();
	}
	if (value === nothing || value === undefined) {
		return 'null';
	}
	if (isList(value)) {
		const items = value.map(item => `\n${inner}${printWideJson(item, inner)}`);
		return items.length === 0 ? '[]' : `[${items.join(',')}\n${indent}]`;
	}
	if (typeof value === 'object') {
		const fields = Object.entries(value)
			.filter(([, field]) => field !== undefined)
			.map(([key, field]) => `\n${inner}${JSON.stringify(key)}: ${printWideJson(field, inner)}`);
		return fields.length === 0 ? '{}' : `{${fields.join(',')}\n${indent}}`;
	}
	return JSON.stringify(value);
}

function isList(value: WideJson): value is readonly WideJson[] {
	return Array.isArray(value);
}

/** A hexadecimal id as the number that etcd's own tools print; undefined for none. */
export function wideId(hex: string | undefined): bigint | undefined {
	return hex !== undefined && /^[0-9a-f]+$/i.test(hex) && !/^0+$/.test(hex) ? BigInt(`0x${hex}`) : undefined;
}
