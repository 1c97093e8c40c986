import { entryAt, leavesOf, rootBucket, Visited, type Bucket } from './bbolt-bucket.ts';
import { readFreelist } from './bbolt-freelist.ts';
import { isBucketAt, type PageHeader, type PageKind, type Pages } from './bbolt-page.ts';

const kinds: readonly PageKind[] = ['branch', 'leaf', 'meta', 'freelist', 'unknown'];

export interface PageRow {
	readonly id: number;
	readonly kind: PageKind | 'free';
	readonly count: number;
	readonly overflow: number;
}

/** The headers of all pages that something refers to, as they were when the page was read. */
export class PageMap {
	/** Pages of the database. */
	readonly count: number;
	/** Each as one number, for a database has millions: what the kind is, and of how many elements and further pages. */
	readonly #headers = new Map<number, number>();

	constructor(count: number) {
		this.count = count;
	}

	add({ id, kind, count, overflow }: PageHeader): void {
		this.#headers.set(id, (overflow * 0x1_0000 + count) * kinds.length + kinds.indexOf(kind));
	}

	/** Every page in the order of the file. One that nothing refers to is free, whatever its old header says. */
	*rows(): Generator<PageRow> {
		for (let id = 0; id < this.count; id++) {
			const row = this.#row(id);
			yield row;
			id += row.overflow;
		}
	}

	#row(id: number): PageRow {
		const header = this.#headers.get(id);
		if (header === undefined) {
			return { id, kind: 'free', count: 0, overflow: 0 };
		}
		const numbers = Math.floor(header / kinds.length);
		return {
			id,
			kind: kinds[header % kinds.length] ?? 'unknown',
			count: numbers % 0x1_0000,
			overflow: Math.floor(numbers / 0x1_0000),
		};
	}
}

/** Follows every bucket, each page once. Rows come when all is known, so that it can be read again where etcd wrote meanwhile. */
export function* pageMap(pages: Pages): Generator<undefined, PageMap> {
	const map = new PageMap(pages.count);
	const visited = new Visited();
	const onPage = (page: PageHeader) => map.add(page);
	for (const id of [0, 1]) {
		visited.add({ id, overflow: 0 });
		map.add({ id, kind: pages.rawHeader(id)?.kind ?? 'unknown', count: 0, overflow: 0 });
	}
	const freelist = readFreelist(pages);
	if (freelist && visited.add(freelist.page)) {
		map.add(freelist.page);
	}
	const buckets: Bucket[] = [rootBucket(pages)];
	for (let bucket = buckets.pop(); bucket; bucket = buckets.pop()) {
		for (const page of leavesOf(pages, bucket, { visited, ...(!bucket.inline && { onPage }) })) {
			for (let index = 0; index < page.count; index++) {
				const nested = isBucketAt(page, index) ? entryAt(pages, page, index).bucket : undefined;
				buckets.push(...(nested ? [nested] : []));
			}
			yield;
		}
	}
	return map;
}
