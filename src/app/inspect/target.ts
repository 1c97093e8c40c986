import { basename } from 'node:path';
import { findEtcdFiles, type EtcdFiles } from '../../adapters/files/data-directory.ts';
import { openFile, type OpenFile } from '../../adapters/files/reader.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { ReadingOptions } from '../../disk/bbolt-page.ts';
import { DamageLog, type Damage } from '../../disk/damage.ts';
import { openDatabase, type Database } from '../../disk/database.ts';
import { parseWalName, type WalFile } from '../../disk/wal-log.ts';

/** Something wrong in one of the files. */
export type FileDamage = Damage & { readonly file: string };

/** How often the database of a running etcd is read again before what came is taken as it is. */
const attempts = 3;

/** The files that one path leads to, opened to be read when they are needed. */
export class Target {
	readonly path: string;
	readonly files: EtcdFiles;
	readonly #open = new Map<string, OpenFile>();
	/** For those who wait. */
	bytesRead = 0;
	#damages: FileDamage[] = [];
	/** A file is read several times; what is wrong is told once. */
	readonly #told = new Set<string>();
	/** Beyond those that are kept. */
	#uncounted = 0;
	/** Set where etcd wrote while the database was read, so that the result may be of two times. */
	isMixed = false;

	readonly #onRead: (bytes: number) => void;

	constructor(path: string, walDir?: string, onRead: (bytes: number) => void = () => undefined) {
		this.path = path;
		this.#onRead = onRead;
		const files = findEtcdFiles(path);
		this.files = walDir === undefined ? files : { ...files, wal: findEtcdFiles(walDir).wal };
	}

	get damages(): readonly FileDamage[] {
		return this.#damages;
	}

	get damageCount(): number {
		return this.#damages.length + this.#uncounted;
	}

	add(damage: FileDamage): void {
		const name = `${damage.file} ${damage.offset} ${damage.message}`;
		if (!this.#told.has(name)) {
			this.#told.add(name);
			this.#damages.push(damage);
		}
	}

	file(path: string): OpenFile {
		const known = this.#open.get(path);
		if (known) {
			return known;
		}
		const file = this.#counted(openFile(path));
		this.#open.set(path, file);
		return file;
	}

	#counted(file: OpenFile): OpenFile {
		return {
			path: file.path,
			get size() {
				return file.size;
			},
			read: (offset, length, into) => {
				this.bytesRead += length;
				this.#onRead(length);
				return file.read(offset, length, into);
			},
			close: () => file.close(),
		};
	}

	get databasePath(): string {
		const { database } = this.files;
		if (database === undefined) {
			throw new ExpectedError(this.#without('snap', t('There is no database in {0}.', this.path)));
		}
		return database;
	}

	/** As it is now. Its damages are its own until `take`. */
	database(options: ReadingOptions = {}): Database {
		const damages = new DamageLog();
		const database = openDatabase(this.file(this.databasePath), damages, options);
		if (!database) {
			const why = damages.kept.map(({ message }) => message).join(' ');
			throw new ExpectedError(t('{0} is not a database of etcd: {1}', this.databasePath, why));
		}
		return database;
	}

	/** The same, of etcd: other programs keep other things in such files, of which no question about keys has an answer. */
	etcdDatabase(options: ReadingOptions = {}): Database {
		const database = this.database(options);
		const names = database.buckets().map(({ text }) => text);
		if (!names.includes('key') && database.damages.count === 0) {
			throw new ExpectedError(
				t(
					'{0} is a bbolt file, and not of etcd: it has no bucket "key". It has {1}.',
					this.databasePath,
					names.join(', '),
				),
			);
		}
		return database;
	}

	/**
	 * Reads the database again when what came is of two times, as etcd wrote meanwhile: pages that it freed hold something
	 * else then. Of an entry nothing may be kept but copies.
	 */
	async readDatabase<T>(
		read: (database: Database) => Promise<T>,
		{ follow = false, isEtcds = follow }: { readonly follow?: boolean; readonly isEtcds?: boolean } = {},
	): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			const options = { reuse: true, follow };
			const database = isEtcds ? this.etcdDatabase(options) : this.database(options);
			const result = await read(database);
			if (attempt === attempts || !database.isMixed()) {
				this.take(database);
				return result;
			}
		}
	}

	/** Takes over what a reading came upon, when it is at its end. */
	take(database: Database, path = this.databasePath): void {
		this.isMixed ||= database.isMixed();
		this.takeDamages(database.damages, path);
	}

	/** What another target came upon. */
	takeAll(other: Target): void {
		this.isMixed ||= other.isMixed;
		other.#damages.forEach(damage => this.add(damage));
		this.#uncounted += other.#uncounted;
	}

	takeDamages(damages: DamageLog, file: string): void {
		damages.kept.forEach(damage => this.add({ ...damage, file }));
		this.#uncounted += damages.count - damages.kept.length;
	}

	#without(folder: 'snap' | 'wal', sentence: string): string {
		const reasons = this.files.unreadable.filter(each => each.folder === folder).map(({ reason }) => reason);
		return [sentence, ...reasons].join(' ');
	}

	/** Throws where there is none. */
	wal(): WalFile[] {
		if (this.files.wal.length === 0) {
			throw new ExpectedError(this.#without('wal', t('There is no WAL in {0}.', this.path)));
		}
		return this.files.wal.flatMap(path => {
			const parsed = parseWalName(basename(path));
			return parsed ? [{ name: path, ...parsed, reader: this.file(path) }] : [];
		});
	}

	close(): void {
		this.#open.forEach(file => file.close());
	}
}
