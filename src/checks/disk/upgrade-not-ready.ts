import { check } from '../../core/check.ts';
import type { StoredDatabase } from '../../core/disk-facts.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/**
 * From 3.6 on etcd tells by what stands in the database how old its form is. A member that has written no raft snapshot
 * since its last upgrade lacks that, and the next version refuses it.
 */
export default check({
	id: 'disk/upgrade-not-ready',
	title: 'The form of the database is behind the cluster version',
	remedy: 'Before the next upgrade let the member take a raft snapshot: by default after 10,000 writes.',
	// Source: etcd's log "Failed to detect storage schema version. Please wait till wal snapshot before upgrading cluster."
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withDatabase(disks)) {
			const cluster = parseVersion(disk.database.clusterVersion ?? '');
			if (!cluster) {
				yield { unknown: t('{0} tells no cluster version.', diskLabel(disk)), missing: ['disks'] };
				continue;
			}
			const message = lagOf(disk.database, cluster.minor);
			if (message !== undefined) {
				yield { message: `${diskLabel(disk)}: ${message}`, subject: diskSubject(disk) };
			}
		}
	},
});

function lagOf({ storageVersion, term, confState }: StoredDatabase, clusterMinor: number): string | undefined {
	const storage = parseVersion(storageVersion ?? '');
	if (storage && storage.minor < clusterMinor) {
		return t('the cluster version is 3.{0}, the storage version 3.{1}.', clusterMinor, storage.minor);
	}
	if (clusterMinor === 5 && (term === undefined || confState === undefined)) {
		return t('term and voters are missing in the database, by which etcd 3.6 knows its form.');
	}
	return undefined;
}
