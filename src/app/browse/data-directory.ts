import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { findEtcdFiles } from '../../adapters/files/data-directory.ts';
import { formatBytes } from '../../core/bytes.ts';
import { messageOf } from '../../core/errors.ts';
import { membersOf } from '../../disk/cluster-buckets.ts';
import { parseWalName } from '../../disk/wal-log.ts';
import { t } from '../../core/words.ts';
import { Target } from '../inspect/target.ts';
import { memberInWords } from './overview-lines.ts';

export interface OutlineFile {
	readonly path: string;
	readonly name: string;
	/** What one sees without opening it. */
	readonly detail: string;
}

/** The files of a data directory, found by their names: none is opened. */
export interface DirectoryOutline {
	readonly database?: OutlineFile;
	readonly wal: readonly OutlineFile[];
	readonly snaps: readonly OutlineFile[];
	readonly leftovers: readonly OutlineFile[];
	/** Why some of it cannot be looked into, a sentence each. */
	readonly unreadable: readonly string[];
}

export function outlineOf(path: string): DirectoryOutline {
	const { database, wal, snaps, leftovers, unreadable } = findEtcdFiles(path);
	return {
		...(database !== undefined && { database: fileOf(database) }),
		wal: wal.map(walFileOf),
		snaps: snaps.map(fileOf),
		leftovers: leftovers.map(fileOf),
		unreadable: unreadable.map(({ reason }) => reason),
	};
}

function fileOf(path: string): OutlineFile {
	return { path, name: basename(path), detail: sizeInWords(path) };
}

/** Or why it has none, as behind a link to nowhere. */
function sizeInWords(path: string): string {
	try {
		return formatBytes(statSync(path).size);
	} catch (error) {
		return messageOf(error);
	}
}

function walFileOf(path: string): OutlineFile {
	const file = fileOf(path);
	const first = parseWalName(file.name)?.firstIndex;
	return first === undefined ? file : { ...file, detail: t('{0}, from index {1}', file.detail, first) };
}

/** The members that the database knows. */
export function membersIn(path: string): string[] {
	const target = new Target(path);
	try {
		return Array.from(membersOf(target.database()), memberInWords);
	} finally {
		target.close();
	}
}
