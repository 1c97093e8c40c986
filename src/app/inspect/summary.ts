import { formatBytes } from '../../core/bytes.ts';
import { t } from '../../core/words.ts';
import { checkStructure } from '../../disk/bbolt-check.ts';
import { alarmsOf, authOf, clusterOf, leasesOf, membersOf, removedMembersOf } from '../../disk/cluster-buckets.ts';
import type { Database } from '../../disk/database.ts';
import { compactRevisionOf } from '../../disk/hash-kv.ts';
import { finish } from './breaths.ts';
import { newestRevision, trailerOf } from './hash.ts';
import { indexes } from './indexes.ts';
import type { InspectOptions, Row, Subcommand } from './subcommand.ts';
import type { Target } from './target.ts';

/** What the files are of and where they stand; every page of the database is looked at. */
export const summary: Subcommand = {
	layout: 'card',
	columns: () => ({
		database: t('database'),
		size: t('size'),
		sizeInUse: t('in use'),
		txid: t('transaction'),
		revision: t('revision'),
		compactRevision: t('compact revision'),
		entries: t('entries'),
		clusterVersion: t('cluster version'),
		...indexes.columns(),
		members: t('members'),
		removedMembers: t('removed members'),
		alarms: t('alarms'),
		leases: t('leases'),
		authentication: t('authentication'),
		trailer: t('SHA-256 at the end'),
		walFiles: t('WAL files'),
		snapFiles: t('snapshot files'),
		leftovers: t('leftovers'),
		problems: t('problems'),
	}),
	async *rows(target, options, signal) {
		const database =
			target.files.database === undefined
				? {}
				: {
						...(await target.readDatabase(each => databaseRow(each, signal))),
						database: target.databasePath,
						trailer: await trailerOf(target, signal),
					};
		yield {
			...database,
			...(await indexRowOf(target, options, signal)),
			walFiles: target.files.wal.length,
			snapFiles: target.files.snaps.length,
			leftovers: target.files.leftovers,
			problems: target.damageCount,
		};
	},
};

async function indexRowOf(target: Target, options: InspectOptions, signal: AbortSignal): Promise<Row> {
	for await (const row of indexes.rows(target, options, signal)) {
		return row;
	}
	return {};
}

async function databaseRow(database: Database, signal: AbortSignal): Promise<Row> {
	const { pageSize, meta } = database.pages;
	const structure = await finish(checkStructure(database.pages), signal);
	const auth = authOf(database);
	const cluster = clusterOf(database);
	const alarms = [...alarmsOf(database)];
	return {
		pageSize,
		txid: meta.txid,
		sizeBytes: database.sizeBytes,
		size: formatBytes(database.sizeBytes),
		sizeInUseBytes: structure.reachable * pageSize,
		sizeInUse: formatBytes(structure.reachable * pageSize),
		revision: newestRevision(database),
		compactRevision: compactRevisionOf(database),
		entries: structure.keys,
		clusterVersion: cluster.version,
		downgradeTo: cluster.downgradeTo,
		members: Array.from(membersOf(database), ({ id, name, peerUrls, isLearner }) =>
			[id, name, peerUrls.join(','), ...(isLearner ? [t('learner')] : [])].join(' '),
		),
		removedMembers: [...removedMembersOf(database)],
		alarms: alarms.map(({ memberId, alarm }) => `${alarm} ${memberId}`),
		leases: Array.from(leasesOf(database)).length,
		authentication: auth.enabled ? t('on, {0} users, {1} roles', auth.users.length, auth.roles.length) : t('off'),
		authRevision: auth.revision,
	};
}
