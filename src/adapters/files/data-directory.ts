import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { parseWalName } from '../../disk/wal-log.ts';

/** The files of etcd that a path leads to; each path as the user can open it. */
export interface EtcdFiles {
	readonly database?: string;
	/** In the order of their sequence. */
	readonly wal: readonly string[];
	/** Newest first. */
	readonly snaps: readonly string[];
	/** What else lies there and tells something: renamed snapshots, files that were being received. */
	readonly leftovers: readonly string[];
	/** Folders that are there and cannot be looked into, and why. */
	readonly unreadable: readonly { readonly folder: 'snap' | 'wal'; readonly reason: string }[];
}

/**
 * Finds them below a data directory (`/var/lib/etcd`), its `member`, `member/snap` or `member/wal`, or takes the file as a
 * database, a WAL file or a `.snap` file, by its name. Nothing is opened.
 */
export function findEtcdFiles(path: string): EtcdFiles {
	if (!isDirectory(path)) {
		return fileAlone(path);
	}
	const names = namesIn(path);
	if (names.includes('member')) {
		return findEtcdFiles(join(path, 'member'));
	}
	const unreadable: EtcdFiles['unreadable'][number][] = [];
	const paths = names.map(name => join(path, name));
	for (const folder of (['snap', 'wal'] as const).filter(name => names.includes(name))) {
		try {
			paths.push(...pathsBelow(join(path, folder)));
		} catch (error) {
			// The rest is read without it, and what is missing is told.
			unreadable.push({ folder, reason: expectedMessage(error) });
		}
	}
	const found = sort(paths);
	const isNothing = found.database === undefined && found.wal.length === 0 && found.snaps.length === 0;
	if (isNothing) {
		const reasons = unreadable.map(({ reason }) => reason);
		throw new ExpectedError(
			[t('There are no files of etcd in {0}: no db, no WAL, no snapshot.', path), ...reasons].join(' '),
		);
	}
	return { ...found, unreadable };
}

function expectedMessage(error: unknown): string {
	if (error instanceof ExpectedError) {
		return error.message;
	}
	throw error;
}

/** None below a file of that name. */
function pathsBelow(folder: string): string[] {
	return isDirectory(folder) ? namesIn(folder).map(name => join(folder, name)) : [];
}

function fileAlone(path: string): EtcdFiles {
	const isWal = parseWalName(basename(path)) !== undefined;
	const isSnap = path.endsWith('.snap');
	return {
		...(!isWal && !isSnap && { database: path }),
		wal: isWal ? [path] : [],
		snaps: isSnap ? [path] : [],
		leftovers: [],
		unreadable: [],
	};
}

function sort(paths: readonly string[]): Omit<EtcdFiles, 'unreadable'> {
	const database = paths.find(path => basename(path) === 'db');
	const wal = paths.filter(path => parseWalName(basename(path)) !== undefined);
	const snaps = paths.filter(path => path.endsWith('.snap'));
	const leftovers = paths.filter(path => /\.broken$|\.snap\.db$|db\.tmp/.test(basename(path)));
	return { ...(database !== undefined && { database }), wal: wal.sort(), snaps: snaps.sort().reverse(), leftovers };
}

function isDirectory(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch (error) {
		throw new ExpectedError(t('The path {0} cannot be read: {1}', path, messageOf(error)));
	}
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		throw new ExpectedError(t('The folder {0} cannot be read: {1}', folder, messageOf(error)));
	}
}
