import { check } from '../../core/check.ts';
import { damageProblems } from '../../core/disk-damages.ts';
import { t } from '../../core/words.ts';

/** etcd up to 3.6 starts from the newest `.snap` file that is whole: an older one needs more of the WAL than may be left. */
export default check({
	id: 'disk/snap-damaged',
	title: 'A snapshot file of the raft log is damaged',
	remedy: 'Replace the member from its peers if it does not start; etcd itself puts the file aside as .broken.',
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		if (!disks.some(disk => disk.snapFiles > 0)) {
			yield { notApplicable: t('No snapshot file of the raft log is there.') };
		}
		for (const disk of disks) {
			yield* damageProblems(disk, ({ part }) => part === 'snap');
		}
	},
});
