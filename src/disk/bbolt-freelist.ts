import { t } from '../core/words.ts';
import { headerBytes, type Page, type Pages } from './bbolt-page.ts';
import { u64le } from './integers.ts';

/** Real counts above this stand in the first element. */
const countInFirst = 0xffff;

export interface Freelist {
	readonly page: Page;
	/** Free pages, in the order written. */
	readonly ids: readonly number[];
}

/** The pages that the database says are free; undefined where it does not say, and where the list is damaged. */
export function readFreelist(pages: Pages): Freelist | undefined {
	const { freelist, page: from } = pages.meta;
	const header = freelist === undefined ? undefined : pages.header(freelist, ['freelist'], from);
	const page = header && pages.body(header);
	if (!page) {
		return undefined;
	}
	const isLong = page.count === countInFirst && page.bytes.length >= headerBytes + 8;
	const first = headerBytes + (isLong ? 8 : 0);
	const claimed = isLong ? u64le(page.view, headerBytes) : page.count;
	const held = Math.floor((page.bytes.length - first) / 8);
	if (claimed > held) {
		pages.report(page.id, t('The list of free pages claims {0} pages; {1} fit in it.', claimed, held));
	}
	const ids = Array.from({ length: Math.min(claimed, held) }, (_, index) => u64le(page.view, first + index * 8));
	return { page, ids };
}
