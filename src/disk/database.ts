import { entriesOf, leavesOf, rootBucket, Visited, type Bucket, type Entry, type WalkOptions } from './bbolt-bucket.ts';
import { readMetas, type Meta } from './bbolt-meta.ts';
import { isBucketAt, Pages, type Page } from './bbolt-page.ts';
import { DamageLog } from './damage.ts';
import type { Reader } from './reader.ts';

const decoder = new TextDecoder();

/** A bbolt file as of one transaction, read without a lock. What is damaged is logged, and the rest is read. */
export class Database {
	readonly pages: Pages;
	readonly damages: DamageLog;
	readonly #reader: Reader;

	constructor(reader: Reader, meta: Meta, damages: DamageLog, reuse: boolean) {
		this.#reader = reader;
		this.damages = damages;
		this.pages = new Pages(reader, meta, damages, reuse);
	}

	/** What the database uses of the file, as `etcdutl snapshot status` gives it. */
	get sizeBytes(): number {
		return this.pages.meta.highWater * this.pages.pageSize;
	}

	/**
	 * Whether another transaction was written since this was opened. Pages that it freed may then hold something else, so
	 * what was read may be of two times.
	 */
	hasChanged(): boolean {
		return readMetas(this.#reader, new DamageLog())[0]?.txid !== this.pages.meta.txid;
	}

	/** The buckets at the top, in the order of their names. */
	buckets(): (Bucket & { readonly text: string })[] {
		const entries = entriesOf(this.pages, rootBucket(this.pages), { visited: new Visited(this.pages) });
		return Array.from(entries, ({ bucket }) => bucket)
			.filter(bucket => bucket !== undefined)
			.map(bucket => ({ ...bucket, text: decoder.decode(bucket.name) }));
	}

	bucket(name: string): Bucket | undefined {
		return this.buckets().find(({ text }) => text === name);
	}

	/** The keys and values of a bucket, nothing where there is no such bucket. */
	*entries(name: string, options: Pick<WalkOptions, 'reverse' | 'below'> = {}): Generator<Entry> {
		const bucket = this.bucket(name);
		if (bucket) {
			yield* entriesOf(this.pages, bucket, { visited: new Visited(this.pages), ...options });
		}
	}

	/** The leaves of a bucket: for what must be fast. */
	*leaves(name: string): Generator<Page> {
		const bucket = this.bucket(name);
		if (bucket) {
			yield* leavesOf(this.pages, bucket, { visited: new Visited(this.pages) });
		}
	}
}

/**
 * Undefined, and the damages say why, where neither meta page is whole: no database, or not one that can be read. With
 * `reuse` an entry is good only until the next: for passes over everything, which keep nothing of it.
 */
export function openDatabase(reader: Reader, damages = new DamageLog(), reuse = false): Database | undefined {
	const [meta] = readMetas(reader, damages);
	return meta && new Database(reader, meta, damages, reuse);
}

/** The number of entries in a page that are no buckets. */
export function keysIn(page: Page): number {
	let keys = 0;
	for (let index = 0; index < page.count; index++) {
		keys += isBucketAt(page, index) ? 0 : 1;
	}
	return keys;
}
