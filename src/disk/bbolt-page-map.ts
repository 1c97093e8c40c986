import { entryAt, leavesOf, rootBucket, Visited, type Bucket } from './bbolt-bucket.ts';
import { readFreelist } from './bbolt-freelist.ts';
import { isBucketAt, type Pages } from './bbolt-page.ts';

export interface PageRow {
	readonly id: number;
	readonly kind: 'branch' | 'leaf' | 'meta' | 'freelist' | 'free' | 'unknown';
	readonly count: number;
	readonly overflow: number;
}

/** Every page in the order of the file. A page that nothing refers to is free, whatever its old header says. */
export function* pageMap(pages: Pages): Generator<PageRow> {
	const used = usedPages(pages);
	for (let id = 0; id < pages.count; id++) {
		const header = pages.rawHeader(id);
		if (!header || !used.has(id)) {
			yield { id, kind: 'free', count: 0, overflow: 0 };
			continue;
		}
		const overflow = Math.min(header.overflow, pages.count - 1 - id);
		yield { id, kind: header.kind, count: header.count, overflow };
		id += overflow;
	}
}

function usedPages(pages: Pages): Visited {
	const visited = new Visited(pages);
	[0, 1].forEach(id => visited.add({ id, overflow: 0 }));
	const freelist = readFreelist(pages);
	if (freelist) {
		visited.add(freelist.page);
	}
	const buckets: Bucket[] = [rootBucket(pages)];
	for (let bucket = buckets.pop(); bucket; bucket = buckets.pop()) {
		for (const page of leavesOf(pages, bucket, { visited })) {
			for (let index = 0; index < page.count; index++) {
				const nested = isBucketAt(page, index) ? entryAt(pages, page, index).bucket : undefined;
				buckets.push(...(nested ? [nested] : []));
			}
		}
	}
	return visited;
}
