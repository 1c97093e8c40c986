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
	const folders = [
		path,
		...['snap', 'wal']
			.filter(name => names.includes(name) && isDirectory(join(path, name)))
			.map(name => join(path, name)),
	];
	const found = sort(folders.flatMap(folder => namesIn(folder).map(name => join(folder, name))));
	if (found.database === undefined && found.wal.length === 0 && found.snaps.length === 0) {
		throw new ExpectedError(t('There are no files of etcd in {0}: no db, no WAL, no snapshot.', path));
	}
	return found;
}

function fileAlone(path: string): EtcdFiles {
	const isWal = parseWalName(basename(path)) !== undefined;
	const isSnap = path.endsWith('.snap');
	return {
		...(!isWal && !isSnap && { database: path }),
		wal: isWal ? [path] : [],
		snaps: isSnap ? [path] : [],
		leftovers: [],
	};
}

function sort(paths: readonly string[]): EtcdFiles {
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
