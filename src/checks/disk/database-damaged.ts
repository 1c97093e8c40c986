import { check } from '../../core/check.ts';
import { diskLabel, diskSubject } from '../../core/disks.ts';
import { damageProblems } from '../../core/disk-damages.ts';
import { t } from '../../core/words.ts';

/**
 * A page that cannot be reached, is used twice or is out of order makes etcd panic when it comes upon it: at the start, in
 * a read, in a defragmentation, days later.
 */
export default check({
	id: 'disk/database-damaged',
	title: 'A database is damaged',
	remedy:
		'Do not start a cluster from it: replace the member from its peers, or restore a snapshot; keep the file as evidence.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		if (!disks.some(disk => disk.database || disk.unread.some(({ part }) => part === 'database'))) {
			yield { notApplicable: t('No database is there.') };
		}
		for (const disk of disks) {
			for (const { reason } of disk.unread.filter(({ part }) => part === 'database')) {
				yield { message: t('{0}: {1}', diskLabel(disk), reason), subject: diskSubject(disk) };
			}
			if (disk.isMixed) {
				yield {
					unknown: t('{0}: etcd wrote while it was read; stop it, or look at a snapshot.', diskLabel(disk)),
					missing: ['disks'],
				};
			} else {
				// The trailer of a snapshot has a check of its own.
				yield* damageProblems(disk, ({ part, offset }) => part === 'database' && !isTrailer(disk, offset));
			}
		}
	},
});

function isTrailer(
	{ database }: { readonly database?: { readonly trailer: string; readonly sizeBytes: number } },
	offset: number,
): boolean {
	return database?.trailer === 'wrong' && offset >= database.sizeBytes;
}
