/**
 * 64-bit numbers as JavaScript numbers. Above 2^53 they are not exact, which is harmless where a bound is checked: sizes,
 * page numbers and revisions of a real file are far below. Identities go through `hexOf` and stay exact.
 */
export function u64le(view: DataView, at: number): number {
	return view.getUint32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true);
}

export function u64be(view: DataView, at: number): number {
	return view.getUint32(at, false) * 0x1_0000_0000 + view.getUint32(at + 4, false);
}

export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An identity of eight bytes as etcdctl prints it. */
export function hexOf(bytes: Uint8Array): string {
	return viewOf(bytes).getBigUint64(0).toString(16);
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) {
		const difference = (a[at] ?? 0) - (b[at] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}
	return a.length - b.length;
}
