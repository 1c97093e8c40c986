import {
	entriesIn,
	entriesOf,
	findValue,
	leavesOf,
	rootBucket,
	Visited,
	type Bucket,
	type Entry,
	type WalkOptions,
} from './bbolt-bucket.ts';
import { readMetas, type Meta } from './bbolt-meta.ts';
import { isBucketAt, leafKey, Pages, type Page, type ReadingOptions } from './bbolt-page.ts';
import { DamageLog } from './damage.ts';
import type { Reader } from './reader.ts';

const decoder = new TextDecoder();

/** So often in a row a newer transaction is taken before one goes on with pages that may have been overwritten. */
const mostRenewals = 100;

type LeafOptions = Omit<WalkOptions, 'visited'>;

/**
 * A bbolt file as of one transaction, read without a lock. What is damaged is logged, and the rest is read. Where it is
 * followed, the bucket of changes is of one time though etcd writes: changes are only ever added behind the last, until a
 * compaction takes some away.
 */
export class Database {
	readonly damages: DamageLog;
	#pages: Pages;
	readonly #reader: Reader;
	readonly #options: ReadingOptions;
	/** How far the compaction was at first; undefined where nothing is followed. */
	readonly #compaction: string | undefined;
	#renewals = 0;
	#isTorn = false;

	constructor(reader: Reader, meta: Meta, damages: DamageLog, options: ReadingOptions) {
		this.#reader = reader;
		this.#options = options;
		this.damages = damages;
		this.#pages = new Pages(reader, meta, damages, options);
		this.#compaction = options.follow ? this.#compactionMarks() : undefined;
	}

	/** Of the transaction that is being read. */
	get pages(): Pages {
		return this.#pages;
	}

	/** What the database uses of the file, as `etcdutl snapshot status` gives it. */
	get sizeBytes(): number {
		return this.pages.meta.highWater * this.pages.pageSize;
	}

	/**
	 * Whether what was read may be of two times. Another transaction was written since: pages that it freed may hold
	 * something else. Where it is followed, only a compaction meanwhile makes it so.
	 */
	isMixed(): boolean {
		if (this.#compaction === undefined) {
			return this.#hasChanged();
		}
		const isUndisturbed = this.#renewals === 0 && !this.#hasChanged();
		return !isUndisturbed && (this.#isTorn || this.#isCompacted());
	}

	#hasChanged(): boolean {
		return readMetas(this.#reader, new DamageLog())[0]?.txid !== this.pages.meta.txid;
	}

	#isCompacted(): boolean {
		this.#renew();
		const [scheduled, finished] = this.#compactionMarks().split(' ');
		return scheduled !== finished || this.#compactionMarks() !== this.#compaction;
	}

	#compactionMarks(): string {
		const marks = Array.from(this.entries('meta'), ({ key, value }) => [decoder.decode(key), value.join()] as const);
		const fields = new Map(marks);
		return ['scheduledCompactRev', 'finishedCompactRev'].map(name => fields.get(name) ?? '').join(' ');
	}

	/** The buckets at the top, in the order of their names. */
	buckets(): (Bucket & { readonly text: string })[] {
		return this.#undisturbed(pages =>
			Array.from(entriesOf(pages, rootBucket(pages), { visited: new Visited() }), ({ bucket }) => bucket)
				.filter(bucket => bucket !== undefined)
				.map(bucket => ({ ...bucket, text: decoder.decode(bucket.name) })),
		);
	}

	bucket(name: string): Bucket | undefined {
		return this.buckets().find(({ text }) => text === name);
	}

	/** The value under a key: one page of each level is read. Undefined when it is not there. */
	value(name: string, key: Uint8Array): Uint8Array | undefined {
		return this.#undisturbed(pages => {
			const bucket = this.bucket(name);
			return bucket && findValue(pages, bucket, key);
		});
	}

	/** The keys and values of a bucket, nothing where there is no such bucket. */
	*entries(name: string, options: LeafOptions = {}): Generator<Entry> {
		for (const [page, bounds] of this.#walk(name, options)) {
			yield* entriesIn(this.pages, page, bounds);
		}
	}

	/** The leaves of a bucket: for what must be fast. */
	*leaves(name: string): Generator<Page> {
		for (const [page] of this.#walk(name, {})) {
			yield page;
		}
	}

	/** Leaves with the bounds of what is wanted of them. Goes on behind the last one where another transaction was written. */
	*#walk(name: string, options: LeafOptions): Generator<readonly [page: Page, bounds: LeafOptions]> {
		let bounds = options;
		for (let fruitless = 0; ; fruitless++) {
			const bucket = this.bucket(name);
			for (const page of bucket ? leavesOf(this.pages, bucket, { ...bounds, visited: new Visited() }) : []) {
				if (this.pages.isOverwritten) {
					break;
				}
				yield [page, bounds];
				fruitless = 0;
				bounds = behind(page, options) ?? bounds;
			}
			if (!this.pages.isOverwritten) {
				return;
			}
			this.#isTorn ||= name !== 'key' && bounds !== options;
			this.#renew(fruitless);
		}
	}

	/** What comes of reading a little, again where it was overwritten meanwhile. */
	#undisturbed<T>(read: (pages: Pages) => T): T {
		for (let fruitless = 0; ; fruitless++) {
			const { pages } = this;
			const result = read(pages);
			if (pages === this.pages && !pages.isOverwritten) {
				return result;
			}
			this.#renew(fruitless);
		}
	}

	/** Takes the newest transaction; after too many in a row it stays with that one, and what is read then may be mixed. */
	#renew(fruitless = 0): void {
		const [meta = this.pages.meta] = readMetas(this.#reader, new DamageLog());
		const follow = fruitless < mostRenewals;
		this.#isTorn ||= !follow;
		this.#renewals++;
		this.#pages = new Pages(this.#reader, meta, this.damages, { ...this.#options, follow });
	}
}

/** The bounds of what comes behind a leaf; undefined behind an empty one. */
function behind(page: Page, options: LeafOptions): LeafOptions | undefined {
	if (page.count === 0) {
		return undefined;
	}
	const key = new Uint8Array(leafKey(page, options.reverse ? 0 : page.count - 1));
	return { ...options, ...(options.reverse ? { below: key } : { above: key }) };
}

/** Undefined, and the damages say why, where neither meta page is whole: no database, or not one that can be read. */
export function openDatabase(
	reader: Reader,
	damages = new DamageLog(),
	options: ReadingOptions = {},
): Database | undefined {
	const [meta] = readMetas(reader, damages);
	return meta && new Database(reader, meta, damages, options);
}

/** The number of entries in a page that are no buckets. */
export function keysIn(page: Page): number {
	let keys = 0;
	for (let index = 0; index < page.count; index++) {
		keys += isBucketAt(page, index) ? 0 : 1;
	}
	return keys;
}
