import { t } from '../core/words.ts';
import { entryAt, leavesOf, rootBucket, Visited, type Bucket } from './bbolt-bucket.ts';
import { readFreelist } from './bbolt-freelist.ts';
import { branchKey, isBucketAt, leafKey, type Page, type Pages } from './bbolt-page.ts';
import { compareBytes } from './integers.ts';

/** Looking at the marks of so many takes no longer than reading one. */
const pagesOfBreath = 1024;

export interface Structure {
	/** Pages of the database, overflow included. */
	readonly pages: number;
	readonly reachable: number;
	readonly free: number;
	/** Whether the free pages are written down; otherwise they are those that nothing refers to. */
	readonly isFreelistSynced: boolean;
	readonly keys: number;
}

/**
 * Follows every bucket from the root: each page once, keys in order, no page both free and used, none lost. What is wrong
 * goes to the pages' damages. A generator, so that the caller can take breaths; it returns the result.
 */
export function* checkStructure(pages: Pages): Generator<undefined, Structure> {
	const used = new Visited();
	[0, 1].forEach(id => used.add({ id, overflow: 0 }));
	const freelist = readFreelist(pages);
	if (freelist) {
		used.add(freelist.page);
	}
	let keys = 0;
	for (const _ of walkAll(pages, used, count => (keys += count))) {
		yield;
	}
	const reachable = used.count;
	const free = freelist ? yield* checkFreelist(pages, freelist.ids, used) : pages.count - reachable;
	if (pages.meta.highWater > pages.count) {
		pages.report(pages.count, t('The file ends here: it has {0} pages of {1}.', pages.count, pages.meta.highWater));
	}
	return { pages: pages.count, reachable, free, isFreelistSynced: freelist !== undefined, keys };
}

/** Buckets may hold buckets: those still to visit wait in a list, so that depth costs no stack. */
function* walkAll(pages: Pages, visited: Visited, counted: (keys: number) => void): Generator<undefined> {
	const buckets: Bucket[] = [rootBucket(pages)];
	for (let bucket = buckets.pop(); bucket; bucket = buckets.pop()) {
		let last: Uint8Array | undefined;
		const onPage = (page: Page) => checkOrder(pages, page);
		for (const page of leavesOf(pages, bucket, { visited, onPage })) {
			last = checkFollows(pages, page, last);
			counted(page.count);
			buckets.push(...nestedIn(pages, page));
			yield;
		}
	}
}

function nestedIn(pages: Pages, page: Page): Bucket[] {
	return Array.from({ length: page.count }, (_, index) => index)
		.filter(index => isBucketAt(page, index))
		.map(index => entryAt(pages, page, index).bucket)
		.filter(bucket => bucket !== undefined);
}

function checkOrder(pages: Pages, page: Page): void {
	const keyOf = page.kind === 'branch' ? branchKey : leafKey;
	for (let index = 1; index < page.count; index++) {
		if (compareBytes(keyOf(page, index - 1), keyOf(page, index)) >= 0) {
			pages.report(page.id, t('The keys are out of order at element {0}.', index));
			return;
		}
	}
}

function checkFollows(pages: Pages, page: Page, last: Uint8Array | undefined): Uint8Array | undefined {
	if (page.count === 0) {
		return last;
	}
	if (last && compareBytes(last, leafKey(page, 0)) >= 0) {
		pages.report(page.id, t('The page begins with a key that does not follow that of the page before.'));
	}
	return new Uint8Array(leafKey(page, page.count - 1));
}

function* checkFreelist(pages: Pages, ids: readonly number[], used: Visited): Generator<undefined, number> {
	const free = new Visited();
	for (const id of ids) {
		if (!(id >= 2 && id < pages.count)) {
			pages.report(pages.meta.freelist ?? 0, t('Page {0} is in the list of free pages and does not exist.', id));
		} else if (!free.add({ id, overflow: 0 })) {
			pages.report(id, t('The page is in the list of free pages twice.'));
		} else if (used.has(id)) {
			pages.report(id, t('The page is both free and used.'));
		}
	}
	for (let id = 2; id < pages.count; id++) {
		if (!used.has(id) && !free.has(id)) {
			pages.report(id, t('The page is neither free nor used.'));
		}
		if (id % pagesOfBreath === 0) {
			yield;
		}
	}
	return free.count;
}
