import { check } from '../../core/check.ts';
import { damageProblems } from '../../core/disk-damages.ts';
import { diskLabel, diskSubject } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/**
 * etcd refuses to start from a WAL with a broken chain of checksums or a missing file. A record at the very end that was
 * written in part is what a power failure leaves: that one etcd cuts off.
 */
export default check({
	id: 'disk/wal-damaged',
	title: 'The WAL is damaged',
	remedy: 'Replace the member from its peers; never delete files of the WAL by hand.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		if (!disks.some(disk => disk.walFiles > 0)) {
			yield { notApplicable: t('No WAL is there.') };
		}
		for (const disk of disks) {
			for (const { reason } of disk.unread.filter(({ part }) => part === 'wal')) {
				yield { message: t('{0}: {1}', diskLabel(disk), reason), subject: diskSubject(disk) };
			}
			yield* damageProblems(disk, ({ part }) => part === 'wal');
		}
	},
});
