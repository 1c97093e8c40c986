import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** The file is not what was saved: a bad disk or transfer, or a tool that wrote to it. */
export default check({
	id: 'disk/snapshot-changed',
	title: 'A snapshot does not have the checksum it was saved with',
	remedy: 'Use another backup, and look at the disk or the transfer that this one came by.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const seen = yield* withDatabase(disks);
		if (seen.length > 0 && seen.every(({ database }) => database.trailer === 'none')) {
			yield { notApplicable: t('No file ends with a SHA-256.') };
		}
		for (const disk of seen.filter(({ database }) => database.trailer === 'wrong')) {
			yield {
				message: t(
					'{0}: the SHA-256 at the end is not that of the file: it was changed after it was saved.',
					diskLabel(disk),
				),
				subject: diskSubject(disk),
			};
		}
	},
});
