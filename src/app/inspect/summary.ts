import { formatBytes } from '../../core/bytes.ts';
import type { MemberDisk, StoredDatabase } from '../../core/disk-facts.ts';
import { t } from '../../core/words.ts';
import { diskOf } from './disk-of.ts';
import { indexes } from './indexes.ts';
import type { Row, Subcommand } from './subcommand.ts';

/** What the files are of and where they stand; every page of the database is looked at. */
export const summary: Subcommand = {
	layout: 'card',
	columns: () => ({
		path: t('path'),
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
	async *rows(target, _options, signal) {
		yield summaryRow(await diskOf(target, signal));
	},
};

export function summaryRow(disk: MemberDisk): Row {
	return {
		...(disk.database && databaseRow(disk.database)),
		...indexRow(disk),
		walFiles: disk.walFiles,
		snapFiles: disk.snapFiles,
		leftovers: disk.leftovers,
		problems: disk.damages.count,
	};
}

function databaseRow(database: StoredDatabase): Row {
	const { path, sizeBytes, inUseBytes, auth, members, alarms, downgradeTarget, ...rest } = database;
	const { pageSize, txid, revision, compactRevision, entries, clusterVersion, trailer, leases } = rest;
	return {
		...{
			database: path,
			trailer,
			pageSize,
			txid,
			sizeBytes,
			revision,
			compactRevision,
			entries,
			clusterVersion,
			leases,
		},
		size: formatBytes(sizeBytes),
		sizeInUseBytes: inUseBytes,
		sizeInUse: formatBytes(inUseBytes),
		downgradeTo: downgradeTarget,
		members: members.map(({ id, name, peerUrls, isLearner }) =>
			[id, name, peerUrls.join(','), ...(isLearner ? [t('learner')] : [])].join(' '),
		),
		removedMembers: rest.removedMembers,
		alarms: alarms.map(({ memberId, alarm }) => `${alarm} ${memberId}`),
		authentication: auth.enabled ? t('on, {0} users, {1} roles', auth.users, auth.roles) : t('off'),
		authRevision: auth.revision,
	};
}

function indexRow({ memberId, clusterId, database, log, snap }: MemberDisk): Row {
	const commits = [log?.commitIndex, database?.consistentIndex].filter(index => index !== undefined);
	const voting = database?.confState ?? log?.confState ?? snap?.confState;
	return {
		memberId,
		clusterId,
		consistentIndex: database?.consistentIndex,
		commitIndex: commits.length > 0 ? Math.max(...commits) : undefined,
		firstIndex: log?.firstIndex,
		lastIndex: log?.lastIndex,
		uncommitted: log && commits.length > 0 ? log.uncommitted.count : undefined,
		term: log?.term ?? database?.term,
		lastTerm: log?.lastTerm,
		vote: log?.vote,
		snapshotIndex: log?.snapshotIndex,
		snapFileIndex: snap?.index,
		voters: voting?.voters,
		learners: voting?.learners,
		storageVersion: database?.storageVersion,
	};
}
