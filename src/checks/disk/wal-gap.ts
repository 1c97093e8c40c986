import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withLog } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** A log with a hole cannot be replayed: etcd panics, and what lay in the hole is lost to this member. */
export default check({
	id: 'disk/wal-gap',
	title: 'Entries are missing in the middle of the WAL',
	remedy: 'Replace the member from its peers; look for the missing file of the WAL first if it is the last one.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withLog(disks)) {
			const { gapAfter } = disk.log;
			if (gapAfter !== undefined) {
				yield {
					message: t('{0}: the entry behind {1} is missing in the WAL.', diskLabel(disk), gapAfter),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
