import { t } from '../core/words.ts';
import type { Page, Pages } from './bbolt-page.ts';
import { branchKey, childOf, inlinePage, isBucketAt, leafKey, leafValue } from './bbolt-page.ts';
import { compareBytes, u64le, viewOf } from './integers.ts';

/** Where the pages of a bucket begin. */
export interface Bucket {
	readonly name: Uint8Array;
	/** 0 where the bucket is inline. */
	readonly root: number;
	readonly inline?: Page;
	/** The page that holds the bucket's own entry. */
	readonly parent: number;
}

export interface Entry {
	readonly key: Uint8Array;
	/** Empty for a bucket. */
	readonly value: Uint8Array;
	readonly bucket?: Bucket;
	/** Where it stands. */
	readonly page: Page;
	readonly index: number;
}

/** Pages whose marks lie together: a file may claim any number of them, and memory is taken for those that are met. */
const pagesOfChunk = 32 * 1024;

/** A page met twice on one walk is reported and not followed: so a walk ends, whatever the pages say. */
export class Visited {
	readonly #chunks = new Map<number, Uint8Array>();
	/** The number of pages that were taken. */
	count = 0;

	has(page: number): boolean {
		const at = page % pagesOfChunk;
		return (((this.#chunks.get((page - at) / pagesOfChunk)?.[at >>> 3] ?? 0) >>> (at & 7)) & 1) === 1;
	}

	/** Takes a page and those it runs over to; false, and none is taken, when one of them was there already. */
	add({ id, overflow }: { readonly id: number; readonly overflow: number }): boolean {
		for (let page = id; page <= id + overflow; page++) {
			if (this.has(page)) {
				return false;
			}
		}
		for (let page = id; page <= id + overflow; page++) {
			this.#take(page);
		}
		this.count += overflow + 1;
		return true;
	}

	#take(page: number): void {
		const at = page % pagesOfChunk;
		const index = (page - at) / pagesOfChunk;
		const chunk = this.#chunks.get(index) ?? new Uint8Array(pagesOfChunk / 8);
		this.#chunks.set(index, chunk);
		chunk[at >>> 3] = (chunk[at >>> 3] ?? 0) | (1 << (at & 7));
	}
}

const bucketHeaderBytes = 16;
/** A tree with two children a page would be as deep only with more pages than any file has. */
const mostDepth = 64;

export interface WalkOptions {
	readonly visited: Visited;
	readonly reverse?: boolean;
	/** Only keys below this one. Pages that hold none of them are not read. */
	readonly below?: Uint8Array;
	/** Only keys above this one. */
	readonly above?: Uint8Array;
	/** Called for each page of the tree, branches included, before its elements. */
	readonly onPage?: (page: Page, depth: number) => void;
}

interface Step {
	readonly id: number;
	readonly from: number;
	readonly depth: number;
}

/** The leaves of a bucket in the order of their keys. Pages that cannot be read are reported and left out. */
export function* leavesOf(pages: Pages, bucket: Bucket, options: WalkOptions): Generator<Page> {
	if (bucket.inline) {
		options.onPage?.(bucket.inline, 1);
		yield bucket.inline;
		return;
	}
	const stack: Step[] = [{ id: bucket.root, from: bucket.parent, depth: 1 }];
	for (let step = stack.pop(); step; step = stack.pop()) {
		const page = readOnce(pages, step, options.visited);
		if (page) {
			options.onPage?.(page, step.depth);
		}
		if (page?.kind === 'leaf') {
			yield page;
		} else if (page) {
			stack.push(...childSteps(page, step.depth + 1, options));
		}
	}
}

/** The one to visit first comes last, as a stack wants it. */
function childSteps(page: Page, depth: number, { reverse, below, above }: WalkOptions): Step[] {
	const isBelow = (index: number) => index === 0 || !below || compareBytes(branchKey(page, index), below) < 0;
	const isAbove = (index: number) =>
		index === page.count - 1 || !above || compareBytes(branchKey(page, index + 1), above) > 0;
	const steps = Array.from({ length: page.count }, (_, index) => index)
		.filter(index => isBelow(index) && isAbove(index))
		.map(index => ({ id: childOf(page, index), from: page.id, depth }));
	return reverse ? steps : steps.reverse();
}

function readOnce(pages: Pages, { id, from, depth }: Step, visited: Visited): Page | undefined {
	if (depth > mostDepth) {
		pages.report(id, t('The tree is deeper than {0} pages.', mostDepth));
		return undefined;
	}
	const header = pages.header(id, ['branch', 'leaf'], from);
	// Before it is read: pages that claim each other's overflow would be read again and again.
	if (header && !visited.add(header)) {
		pages.report(
			id,
			t('The page is used twice, by itself or as the overflow of another; page {0} refers to it.', from),
		);
		return undefined;
	}
	const page = header && pages.body(header);
	return pages.isOverwritten ? undefined : page;
}

/** Keys and values of a bucket, in the order of the keys or the reverse. */
export function* entriesOf(pages: Pages, bucket: Bucket, options: WalkOptions): Generator<Entry> {
	for (const page of leavesOf(pages, bucket, options)) {
		yield* entriesIn(pages, page, options);
	}
}

/** Those of one leaf. */
export function* entriesIn(
	pages: Pages,
	page: Page,
	{ reverse, below, above }: Omit<WalkOptions, 'visited'>,
): Generator<Entry> {
	for (let step = 0; step < page.count; step++) {
		const index = reverse ? page.count - 1 - step : step;
		const isWanted =
			(!below || compareBytes(leafKey(page, index), below) < 0) &&
			(!above || compareBytes(leafKey(page, index), above) > 0);
		if (isWanted) {
			yield entryAt(pages, page, index);
		}
	}
}

export function entryAt(pages: Pages, page: Page, index: number): Entry {
	const key = leafKey(page, index);
	const value = leafValue(page, index);
	if (!isBucketAt(page, index)) {
		return { key, value, page, index };
	}
	const bucket = bucketOf(pages, page, key, value);
	return { key, value: new Uint8Array(), page, index, ...(bucket && { bucket }) };
}

function bucketOf(pages: Pages, page: Page, name: Uint8Array, value: Uint8Array): Bucket | undefined {
	if (value.length < bucketHeaderBytes) {
		pages.report(page.id, t('The entry of a bucket is cut off.'));
		return undefined;
	}
	const root = u64le(viewOf(value), 0);
	// Buckets are kept while others are read. `slice` of Node's buffers is no copy.
	const own = { name: new Uint8Array(name), root, parent: page.id };
	if (root !== 0) {
		return own;
	}
	const offset = page.offset + (value.byteOffset - page.bytes.byteOffset) + bucketHeaderBytes;
	const inline = inlinePage(new Uint8Array(value.subarray(bucketHeaderBytes)), page.id, offset);
	if (!inline) {
		pages.report(page.id, t('A bucket within the page is damaged.'));
		return undefined;
	}
	return { ...own, inline };
}

/** The bucket of buckets. */
export function rootBucket(pages: Pages): Bucket {
	return { name: new Uint8Array(), root: pages.meta.root, parent: pages.meta.page };
}

/** The value under a key: one page of each level is read. Undefined when it is not there. */
export function findValue(pages: Pages, bucket: Bucket, key: Uint8Array): Uint8Array | undefined {
	const visited = new Visited();
	let step: Step = { id: bucket.root, from: bucket.parent, depth: 1 };
	let page = bucket.inline ?? readOnce(pages, step, visited);
	while (page?.kind === 'branch' && page.count > 0) {
		const child = childOf(page, Math.max(0, lastNotAbove(page, branchKey, key)));
		step = { id: child, from: page.id, depth: step.depth + 1 };
		page = readOnce(pages, step, visited);
	}
	if (!page) {
		return undefined;
	}
	const index = lastNotAbove(page, leafKey, key);
	return index >= 0 && compareBytes(leafKey(page, index), key) === 0 ? leafValue(page, index) : undefined;
}

/** The last element whose key is not above `key`; -1 when all are. */
function lastNotAbove(page: Page, keyOf: (page: Page, index: number) => Uint8Array, key: Uint8Array): number {
	let low = -1;
	let high = page.count - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (compareBytes(keyOf(page, middle), key) <= 0) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}
	return low;
}
