import { check } from '../../core/check.ts';
import { diskLabel, diskSubject } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** A half-done defragmentation leaves db.tmp, a half-received snapshot .snap.db, a damaged snapshot .broken. */
export default check({
	id: 'disk/leftover-files',
	title: 'Files of interrupted work are left',
	remedy: 'Ask why the work stopped: a full disk, a kill. Move the files away only while etcd is stopped.',
	severity: 'info',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of disks.filter(({ leftovers }) => leftovers.length > 0)) {
			const names = disk.leftovers.map(path => path.slice(path.lastIndexOf('/') + 1));
			yield {
				message: t('{0}: {1}.', diskLabel(disk), names.join(', ')),
				subject: diskSubject(disk),
			};
		}
	},
});
