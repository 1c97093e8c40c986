import { t } from '../core/words.ts';
import { BlockCache } from './block-cache.ts';
import { type Meta } from './bbolt-meta.ts';
import type { DamageLog } from './damage.ts';
import { u64le, viewOf } from './integers.ts';
import type { Reader } from './reader.ts';
import { WatchedReader } from './watched-reader.ts';

export type PageKind = 'branch' | 'leaf' | 'meta' | 'freelist' | 'unknown';

const kinds: Readonly<Record<number, PageKind>> = { 0x01: 'branch', 0x02: 'leaf', 0x04: 'meta', 0x10: 'freelist' };

/** The page as it calls itself: its header, not yet believed. */
export interface PageHeader {
	readonly id: number;
	readonly kind: PageKind;
	readonly count: number;
	/** Pages that follow and belong to it. */
	readonly overflow: number;
}

/** A page and those it runs over to. An inline bucket is one too, within its parent's. */
export interface Page extends PageHeader {
	readonly bytes: Uint8Array;
	readonly view: DataView;
	/** Where `bytes` begin in the file. */
	readonly offset: number;
}

export const headerBytes = 16;
/** Of a branch and of a leaf alike. */
const elementBytes = 16;

/** No value that etcd takes comes near; a number in a damaged file must not fill the memory. */
const mostPageBytes = 128 * 1024 * 1024;

/** How the file of a database is read. */
export interface ReadingOptions {
	/** An entry is good only until the next: for passes over everything, which keep nothing of it. */
	readonly reuse?: boolean;
	/** Where another transaction was written meanwhile, reading goes on in that one. */
	readonly follow?: boolean;
}

/** The pages of one database as of one transaction. */
export class Pages {
	readonly meta: Meta;
	/** Pages that the file really has, of those that the database uses. */
	readonly count: number;
	readonly damages: DamageLog;
	readonly #reader: Reader;
	readonly #watched: WatchedReader | undefined;

	constructor(reader: Reader, meta: Meta, damages: DamageLog, { reuse, follow }: ReadingOptions = {}) {
		this.#watched = follow ? new WatchedReader(reader, meta) : undefined;
		this.#reader = new BlockCache(this.#watched ?? reader, reuse);
		this.meta = meta;
		this.damages = damages;
		this.count = Math.min(meta.highWater, Math.floor(reader.size / meta.pageSize));
	}

	get pageSize(): number {
		return this.meta.pageSize;
	}

	/** What was read last may have been overwritten: the pages that were given before are good. Only where it is followed. */
	get isOverwritten(): boolean {
		return this.#watched?.hasChanged ?? false;
	}

	report(page: number, message: string, offset = page * this.pageSize): void {
		if (!this.isOverwritten) {
			this.damages.add({ page, offset, message });
		}
	}

	/** As it stands there; undefined beyond the end of the file. */
	rawHeader(id: number): (PageHeader & { readonly claimedId: number }) | undefined {
		if (!(id < this.count)) {
			return undefined;
		}
		const view = viewOf(this.#reader.read(id * this.pageSize, headerBytes));
		return view.byteLength < headerBytes ? undefined : { ...headerOf(view), id, claimedId: u64le(view, 0) };
	}

	/** The header of the page that `from` refers to; undefined and reported when it cannot be of an `expected` kind. */
	header(id: number, expected: readonly PageKind[], from: number): PageHeader | undefined {
		const header = this.rawHeader(id);
		if (!header) {
			this.report(from, t('The page refers to page {0}, which is beyond the end of the file.', id));
			return undefined;
		}
		const problem = this.#problemOf(header, expected, from);
		if (problem !== undefined) {
			this.report(id, problem);
			return undefined;
		}
		return header;
	}

	/** The whole page, its elements within its bounds; undefined and reported when they are not. */
	body(header: PageHeader): Page | undefined {
		const bytes = this.#reader.read(header.id * this.pageSize, (header.overflow + 1) * this.pageSize);
		const page = { ...header, bytes, view: viewOf(bytes), offset: header.id * this.pageSize };
		const problem = page.kind === 'freelist' ? undefined : elementsProblem(page);
		if (problem !== undefined) {
			this.report(page.id, problem);
			return undefined;
		}
		return page;
	}

	#problemOf(header: PageHeader & { claimedId: number }, expected: readonly PageKind[], from: number) {
		if (header.claimedId !== header.id) {
			return t('The page calls itself page {0}; page {1} refers to it.', header.claimedId, from);
		}
		if (!expected.includes(header.kind)) {
			return t('The page is of the kind "{0}" where page {1} needs {2}.', header.kind, from, expected.join('/'));
		}
		if (header.id + header.overflow >= this.count) {
			return t('The page claims {0} overflow pages, more than there are.', header.overflow);
		}
		if (header.overflow * this.pageSize > mostPageBytes) {
			return t('The page claims {0} overflow pages: too large to be read.', header.overflow);
		}
		return undefined;
	}
}

function headerOf(view: DataView): Omit<PageHeader, 'id'> {
	return {
		kind: kinds[view.getUint16(8, true)] ?? 'unknown',
		count: view.getUint16(10, true),
		overflow: view.getUint32(12, true),
	};
}

function elementsProblem(page: Page): string | undefined {
	const { count, bytes, kind } = page;
	if (headerBytes + count * elementBytes > bytes.length) {
		return t('The page claims {0} elements, more than fit.', count);
	}
	const endOf = kind === 'branch' ? branchKeyEnd : leafValueEnd;
	for (let index = 0; index < count; index++) {
		if (endOf(page, index) > bytes.length) {
			return t('Element {0} reaches beyond the page.', index);
		}
	}
	return undefined;
}

/** A bucket small enough to stand in its parent's leaf; undefined when it is not a leaf within its bounds. */
export function inlinePage(bytes: Uint8Array, id: number, offset: number): Page | undefined {
	if (bytes.length < headerBytes) {
		return undefined;
	}
	const view = viewOf(bytes);
	const page = { ...headerOf(view), id, bytes, view, offset };
	return page.kind === 'leaf' && elementsProblem(page) === undefined ? page : undefined;
}

function elementAt(index: number): number {
	return headerBytes + index * elementBytes;
}

function branchKeyEnd({ view }: Page, index: number): number {
	const at = elementAt(index);
	return at + view.getUint32(at, true) + view.getUint32(at + 4, true);
}

export function branchKey(page: Page, index: number): Uint8Array {
	const at = elementAt(index);
	const start = at + page.view.getUint32(at, true);
	return page.bytes.subarray(start, start + page.view.getUint32(at + 4, true));
}

export function childOf({ view }: Page, index: number): number {
	return u64le(view, elementAt(index) + 8);
}

export function isBucketAt({ view }: Page, index: number): boolean {
	return (view.getUint32(elementAt(index), true) & 1) !== 0;
}

/** Where the key of a leaf's element begins in the page; its value follows without a gap. */
export function leafStart({ view }: Page, index: number): number {
	const at = elementAt(index);
	return at + view.getUint32(at + 4, true);
}

export function leafKeyBytes({ view }: Page, index: number): number {
	return view.getUint32(elementAt(index) + 8, true);
}

export function leafValueEnd(page: Page, index: number): number {
	return leafStart(page, index) + leafKeyBytes(page, index) + page.view.getUint32(elementAt(index) + 12, true);
}

export function leafKey(page: Page, index: number): Uint8Array {
	const start = leafStart(page, index);
	return page.bytes.subarray(start, start + leafKeyBytes(page, index));
}

export function leafValue(page: Page, index: number): Uint8Array {
	return page.bytes.subarray(leafStart(page, index) + leafKeyBytes(page, index), leafValueEnd(page, index));
}
