import { fastCrc32c, sha256 } from '../../adapters/files/digests.ts';
import { t } from '../../core/words.ts';
import { hashDatabase, serverIgnores } from '../../disk/database-hash.ts';
import type { Database } from '../../disk/database.ts';
import { hashKv } from '../../disk/hash-kv.ts';
import { revisionOf } from '../../disk/mvcc-revision.ts';
import { hasTrailer, isTrailerRight } from '../../disk/snapshot-trailer.ts';
import { finish } from '../../adapters/breaths.ts';
import { refuseCompacted } from './keys.ts';
import type { Row, Subcommand } from './subcommand.ts';
import type { Target } from './target.ts';

/** The checksum of the database, or with `kv` the one that members compare at a revision. */
export const hash: Subcommand = {
	layout: 'card',
	columns: () => ({
		hash: t('hash'),
		revision: t('revision'),
		compactRevision: t('compact revision'),
		entries: t('entries'),
		sizeBytes: t('bytes of the database'),
		trailer: t('SHA-256 at the end'),
	}),
	async *rows(target, options, signal) {
		yield await target.readDatabase(
			database =>
				options.kv
					? kvRow(database, options.revision, signal)
					: wholeRow(target, database, options.server ?? false, signal),
			{ follow: options.kv ?? false },
		);
	},
};

async function kvRow(database: Database, revision: number | undefined, signal: AbortSignal): Promise<Row> {
	refuseCompacted(database, revision);
	return { ...(await finish(hashKv(database, await fastCrc32c(), revision), signal)) };
}

/** A server leaves out what members may differ in though their data are the same. */
async function wholeRow(target: Target, database: Database, isServers: boolean, signal: AbortSignal): Promise<Row> {
	const ignores = isServers ? serverIgnores : {};
	const whole = await finish(hashDatabase(database, await fastCrc32c(), ignores), signal);
	return {
		...whole,
		revision: newestRevision(database),
		sizeBytes: database.sizeBytes,
		trailer: await trailerOf(target, signal),
	};
}

export function newestRevision(database: Database): number {
	for (const { key } of database.entries('key', { reverse: true })) {
		return revisionOf(key)?.main ?? 0;
	}
	return 0;
}

/** What `etcdctl snapshot save` wrote behind the database: whether it is there and right. */
export async function trailerOf(target: Target, signal: AbortSignal): Promise<'right' | 'wrong' | 'none'> {
	const path = target.databasePath;
	const file = target.file(path);
	if (!hasTrailer(file)) {
		return 'none';
	}
	const isRight = await finish(isTrailerRight(file, sha256()), signal);
	if (!isRight) {
		target.add({
			file: path,
			offset: file.size - 32,
			message: t('The SHA-256 at the end is not that of the file: it was changed after it was saved.'),
		});
	}
	return isRight ? 'right' : 'wrong';
}
