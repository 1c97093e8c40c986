/** A field with its number: text, bytes and nested fields as length-delimited, numbers as varints. */
export type ProtoField = readonly [
	number: number,
	value: string | number | bigint | boolean | Uint8Array | readonly ProtoField[],
];

/** A message made of its fields in their order, zeros included: as gogo's encoder writes what is no pointer. */
export function protoBytes(...fields: readonly ProtoField[]): Uint8Array {
	return Buffer.concat(fields.map(fieldBytes));
}

function fieldBytes([number, value]: ProtoField): Uint8Array {
	if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
		return Buffer.concat([varint(number << 3), varint(value)]);
	}
	const content =
		typeof value === 'string' ? Buffer.from(value) : value instanceof Uint8Array ? value : protoBytes(...value);
	return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
}

function varint(value: number | bigint | boolean): Uint8Array {
	const bytes: number[] = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	for (; rest >= 0x80n; rest >>= 7n) {
		bytes.push(Number(rest & 0x7fn) | 0x80);
	}
	return Uint8Array.from([...bytes, Number(rest)]);
}

/** As a kube-apiserver stores an object: a mark, the type, and the object as bytes. */
export function kubernetesBytes(apiVersion: string, kind: string, ...object: readonly ProtoField[]): Uint8Array {
	const type: ProtoField = [
		1,
		[
			[1, apiVersion],
			[2, kind],
		],
	];
	return Buffer.concat([Buffer.from('k8s\0'), protoBytes(type, [2, protoBytes(...object)], [3, ''], [4, ''])]);
}
