import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** One key that is written all the time fills the history: a controller in a loop, a lock that is fought over. */
export default check({
	id: 'disk/hot-keys',
	title: 'A key is written very often',
	remedy: 'Find who writes it, and slow it down; compaction and defragmentation only clear what it leaves.',
	severity: 'info',
	needs: ['disks'],
	params: {
		revisions: {
			default: 1000,
			unit: 'count',
			description: 'Stored changes of one key from which it is remarked on.',
			source: 'three writes a second between two compactions of Kubernetes, which are five minutes apart',
		},
	},
	*run({ disks }, { revisions: fewest }) {
		for (const disk of yield* withDatabase(disks)) {
			for (const { key, revisions } of disk.database.keySpace.hottest.filter(each => each.revisions >= fewest)) {
				yield {
					message: t(
						'{0}: the key {1} has {2} of the {3} stored changes.',
						...[diskLabel(disk), key, revisions, disk.database.keySpace.revisions],
					),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
