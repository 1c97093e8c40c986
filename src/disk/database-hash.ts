import { entryAt } from './bbolt-bucket.ts';
import { isBucketAt, leafKeyBytes, leafStart, leafValueEnd, type Page } from './bbolt-page.ts';
import { keysIn, type Database } from './database.ts';
import type { Digest } from './reader.ts';

/** What `etcdutl snapshot status` says of a file. */
export interface DatabaseHash {
	readonly hash: number;
	/** Entries of all buckets. */
	readonly entries: number;
}

/** What the `Hash` call of a server leaves out, by bucket: it differs between members that hold the same data. */
export const serverIgnores: Readonly<Record<string, readonly string[]>> = {
	meta: ['consistent_index', 'term', 'storageVersion'],
};

const decoder = new TextDecoder();

/** The checksum over the names of all buckets and all their keys and values; takes a breath after each page. */
export function* hashDatabase(
	database: Database,
	digest: Digest<number>,
	ignores: Readonly<Record<string, readonly string[]>> = {},
): Generator<undefined, DatabaseHash> {
	let entries = 0;
	for (const { name, text } of database.buckets()) {
		digest.update(name);
		const ignored = ignores[text] ?? [];
		for (const page of database.leaves(text)) {
			entries += keysIn(page);
			const feed = ignored.length === 0 ? feedRuns : feedEach;
			feed(page, digest, ignored, database);
			yield;
		}
	}
	return { hash: digest.value(), entries };
}

/** Keys and values mostly stand one behind the other in the page: what does is fed as one. */
function feedRuns(page: Page, digest: Digest<number>): void {
	let from = 0;
	let to = 0;
	for (let index = 0; index < page.count; index++) {
		const start = leafStart(page, index);
		// The value of a bucket is where it lies; it is not part of the data.
		const end = isBucketAt(page, index) ? start + leafKeyBytes(page, index) : leafValueEnd(page, index);
		if (start !== to) {
			digest.update(page.bytes.subarray(from, to));
			from = start;
		}
		to = end;
	}
	digest.update(page.bytes.subarray(from, to));
}

function feedEach(page: Page, digest: Digest<number>, ignored: readonly string[], { pages }: Database): void {
	for (let index = 0; index < page.count; index++) {
		const { key, value } = entryAt(pages, page, index);
		if (!ignored.includes(decoder.decode(key))) {
			digest.update(key);
			digest.update(value);
		}
	}
}
