import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withBoth } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** etcd brings the database up from the WAL. Where the WAL begins later than the database ends, it cannot, and panics. */
export default check({
	id: 'disk/database-behind-wal',
	title: 'The WAL begins behind the end of the database',
	remedy: 'Replace the member from its peers; a database restored by hand does not belong with this WAL.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withBoth(disks)) {
			const { consistentIndex } = disk.database;
			const { firstIndex, snapshotIndex = 0 } = disk.log;
			if (consistentIndex === undefined) {
				yield { unknown: t('{0} tells no consistent index.', diskLabel(disk)), missing: ['disks'] };
			} else if (firstIndex !== undefined && consistentIndex < firstIndex - 1) {
				yield {
					message: t(
						'{0}: the database has entries up to {1}, the WAL begins with {2}.',
						...[diskLabel(disk), consistentIndex, firstIndex],
					),
					subject: diskSubject(disk),
				};
			} else if (consistentIndex < snapshotIndex && !isReceived(disk, snapshotIndex)) {
				yield {
					message: t(
						'{0}: the database has entries up to {1}, and the WAL says that there is a snapshot at {2}.',
						...[diskLabel(disk), consistentIndex, snapshotIndex],
					),
					subject: diskSubject(disk),
				};
			}
		}
	},
});

/** The database of a snapshot that was being received lies beside the other, and etcd takes it when it starts. */
function isReceived({ leftovers }: { readonly leftovers: readonly string[] }, index: number): boolean {
	const name = `${index.toString(16).padStart(16, '0')}.snap.db`;
	return leftovers.some(path => path.endsWith(name));
}
