import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/**
 * `etcdctl snapshot save` ends the file with the SHA-256 of all before. A file without it was cut off, or copied from a
 * data directory, where a running etcd may have been writing it; a restore refuses it unless told to skip the check.
 */
export default check({
	id: 'disk/snapshot-without-hash',
	title: 'A snapshot has no checksum at its end',
	remedy: 'Take the backup with etcdctl snapshot save, and look at it again; a copied database belongs with its WAL.',
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const alone = (yield* withDatabase(disks)).filter(({ database }) => database.isAlone);
		if (alone.length === 0) {
			yield { notApplicable: t('No file was named that would be a snapshot.') };
		}
		for (const disk of alone.filter(({ database }) => database.trailer === 'none')) {
			yield {
				message: t('{0} does not end with a SHA-256: nobody can tell whether it is whole.', diskLabel(disk)),
				subject: diskSubject(disk),
			};
		}
	},
});
