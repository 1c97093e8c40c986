/** One row below a prefix: a key, or all keys that go on with the same part. */
export type KeyTreeRow =
	| { readonly kind: 'key'; readonly name: string }
	/** `name` ends with a slash. */
	| { readonly kind: 'folder'; readonly name: string; readonly keys: number };

export interface KeyTreePage {
	readonly rows: readonly KeyTreeRow[];
	/** Where the next page begins, in `names`; undefined behind the last row. */
	readonly next: number | undefined;
}

/** Above every character that a byte can be. */
const last = '\uffff';

/**
 * Names in order as a tree, a part between slashes for each level, without the tree being made: one page of the rows below
 * a prefix is found by halving. `from` is where the page before ended.
 */
export function keyTreePage(
	names: readonly string[],
	prefix: string,
	from: number | undefined,
	limit: number,
): KeyTreePage {
	const end = firstFrom(names, prefix + last, 0);
	let at = from ?? firstFrom(names, prefix, 0);
	const rows: KeyTreeRow[] = [];
	while (at < end && rows.length < limit) {
		const name = names[at] ?? '';
		const slash = name.indexOf('/', prefix.length + 1);
		if (slash === -1) {
			rows.push({ kind: 'key', name });
			at++;
			continue;
		}
		const folder = name.slice(0, slash + 1);
		const behind = firstFrom(names, folder + last, at);
		rows.push({ kind: 'folder', name: folder, keys: behind - at });
		at = behind;
	}
	return { rows, next: at < end ? at : undefined };
}

/** The first place from `low` on whose name is not below `bound`. */
export function firstFrom(names: readonly string[], bound: string, low: number): number {
	let high = names.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((names[middle] ?? last) < bound) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
