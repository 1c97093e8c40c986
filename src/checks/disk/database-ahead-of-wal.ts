import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withBoth } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/**
 * The log is written before the database, always. A database that is ahead was put beside another WAL, or the end of the
 * WAL is gone; the member panics, or votes for what it does not know.
 */
export default check({
	id: 'disk/database-ahead-of-wal',
	title: 'The database is ahead of the WAL',
	remedy:
		'Replace the member from its peers; if it is the last one, save the database and restore from it with etcdutl.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withBoth(disks)) {
			const applied = disk.database.consistentIndex ?? 0;
			// Behind a snapshot that was received the log may be empty.
			const last = Math.max(disk.log.lastIndex ?? 0, disk.log.snapshotIndex ?? 0);
			if (applied > last) {
				yield {
					message: t('{0}: the database has entries up to {1}, the WAL ends at {2}.', diskLabel(disk), applied, last),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
