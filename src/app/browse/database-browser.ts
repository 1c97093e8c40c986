import { basename } from 'node:path';
import type {
	Change,
	ChangeId,
	ChangePage,
	KeyDetails,
	Overview,
	Reading,
	ShownValue,
	TreePage,
	TreeRow,
} from '../../core/database-screen.ts';
import { formatBytes, MiB } from '../../core/bytes.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { decodeValue } from '../../disk/decoded-value.ts';
import { changesIn, indexKeys, isLive, type IndexOptions, type KeyIndex } from '../../disk/key-index.ts';
import { keyTreePage } from '../../disk/key-tree.ts';
import type { KeyValue } from '../../disk/key-value.ts';
import { bytesOf, changeAt, mapKeyOf } from '../../disk/live-keys.ts';
import { changesOf } from '../../disk/stored-keys.ts';
import { breathe, breathMs, stepsPerLook } from '../../adapters/breaths.ts';
import { printable } from '../inspect/printable.ts';
import { Target } from '../inspect/target.ts';
import { overviewLines } from './overview-lines.ts';
import { readingOf } from './reading.ts';

/** What one answer holds; the rest is asked for. */
const rowsInPage = 200;
const changesInPage = 100;
/** Large values make a page end before. */
const bytesOfPage = 8 * MiB;
const mostChangesOfKey = 500;
/** All keys of a file of this size are there before one has looked. */
const smallBytes = 64 * MiB;

/**
 * A database as one looks around in it. To open it reads a few pages, of a file of any size; its keys are read when they
 * are asked for, newest first, so that what was read is true before all is.
 */
export class DatabaseBrowser {
	readonly #path: string;
	#target: Target;
	#index: KeyIndex | undefined;
	/** In order; made once of the whole index. */
	#names: readonly string[] = [];

	readonly #breathMs: number;

	/** After `breathMs` of reading others get their turn. */
	constructor(path: string, ownBreathMs = breathMs) {
		this.#path = path;
		this.#target = new Target(path);
		this.#breathMs = ownBreathMs;
	}

	/** For those who wait, and for those who measure. */
	get bytesRead(): number {
		return this.#target.bytesRead;
	}

	/** Throws where the file is no database of etcd. */
	overview(): Overview {
		const database = this.#target.etcdDatabase();
		const fileBytes = this.#target.file(this.#path).size;
		return {
			name: basename(this.#path),
			path: this.#path,
			lines: overviewLines(database, fileBytes),
			buckets: database.buckets().map(({ text }) => text),
			damages: sentencesOf(database.damages.kept),
			fileBytes,
			isSmall: fileBytes <= smallBytes,
		};
	}

	changes(before?: ChangeId): ChangePage {
		const changes: Change[] = [];
		const begun = this.bytesRead;
		for (const change of changesOf(this.#target.database({ follow: true }), {
			reverse: true,
			...(before && { before }),
		})) {
			if (changes.length === changesInPage || (changes.length > 0 && this.bytesRead - begun > bytesOfPage)) {
				return { changes, hasMore: true };
			}
			changes.push({
				id: change.revision,
				key: mapKeyOf(change.key),
				shown: printable(change.key),
				valueBytes: change.value.length,
			});
		}
		return { changes, hasMore: false };
	}

	/** Reads all keys, or as many as the memory may hold. When it is stopped, what was read stays. */
	async read(signal: AbortSignal, told: (share: number) => void, options: IndexOptions = {}): Promise<Reading> {
		const database = this.#target.database({ reuse: true, follow: true });
		const fileBytes = this.#target.file(this.#path).size;
		const begun = this.bytesRead;
		const work = indexKeys(database, options);
		let since = performance.now();
		let step = work.next();
		for (let steps = 1; !step.done; steps++) {
			if (steps % stepsPerLook === 0 && performance.now() - since > this.#breathMs) {
				this.#index = step.value;
				told(Math.min(1, (this.bytesRead - begun) / fileBytes));
				await breathe();
				if (signal.aborted) {
					break;
				}
				since = performance.now();
			}
			step = work.next();
		}
		this.#index = step.value;
		this.#names = [...step.value.keys.keys()].sort();
		return {
			...(await readingOf(step.value, database, fileBytes, options.asOf)),
			damages: sentencesOf(database.damages.kept),
			isMixed: database.isMixed(),
		};
	}

	rows(prefix: string, from?: number): TreePage {
		const { rows, next } = keyTreePage(this.#names, prefix, from, rowsInPage);
		return { rows: rows.map(row => this.#row(row, prefix)), ...(next !== undefined && { next }) };
	}

	#row(row: ReturnType<typeof keyTreePage>['rows'][number], prefix: string): TreeRow {
		const { name } = row;
		// What the rows above say is not said again.
		const own = name.slice(prefix.lastIndexOf('/') + 1);
		const shown = printable(bytesOf(row.kind === 'folder' ? own.slice(0, -1) : own));
		const entry = this.#index?.keys.get(name);
		return row.kind === 'folder'
			? { kind: 'folder', name, shown, keys: row.keys }
			: { kind: 'key', name, shown, bytes: entry?.liveBytes ?? 0, isDeleted: entry !== undefined && !isLive(entry) };
	}

	/** Its changes, as far as they were read. */
	key(name: string): KeyDetails {
		const entry = this.#index?.keys.get(name);
		const changes = entry ? Array.from(changesIn(entry)) : [];
		return {
			key: name,
			shown: printable(bytesOf(name)),
			changes: changes.slice(0, mostChangesOfKey),
			more: Math.max(0, changes.length - mostChangesOfKey),
		};
	}

	value(change: ChangeId, reveal: boolean): ShownValue {
		const pair = changeAt(this.#target.database({ follow: true }), change);
		if (!pair) {
			throw new ExpectedError(t('Revision {0} is not in the file any more: it was compacted since.', change.main));
		}
		return { ...valueOf(pair, change, reveal), key: mapKeyOf(pair.key), shown: printable(pair.key) };
	}

	/** As the file is now: etcd may have put another in its place. */
	again(): void {
		this.#target.close();
		this.#target = new Target(this.#path);
		this.#index = undefined;
		this.#names = [];
	}

	close(): void {
		this.#target.close();
	}
}

function sentencesOf(
	damages: readonly { readonly page?: number; readonly offset: number; readonly message: string }[],
) {
	return damages.map(({ page, offset, message }) =>
		page === undefined ? t('Offset {0}: {1}', offset, message) : t('Page {0}: {1}', page, message),
	);
}

function valueOf(pair: KeyValue, { main, isTombstone }: ChangeId, reveal: boolean) {
	if (isTombstone) {
		const lines = [{ title: t('deleted at revision'), text: String(main) }];
		return { lines, what: t('deleted'), text: '', format: 'none' as const, notes: [], isHidden: false };
	}
	const { what, text, format, notes, isHidden } = decodeValue(pair.key, pair.value, reveal);
	const lines = [
		{ title: t('revision'), text: String(pair.modRevision) },
		{ title: t('created at revision'), text: String(pair.createRevision) },
		{ title: t('version'), text: String(pair.version) },
		{ title: t('size'), text: formatBytes(pair.value.length) },
		...(pair.lease === undefined ? [] : [{ title: t('lease'), text: pair.lease }]),
	];
	return { lines, what, text, format, notes, isHidden };
}
