import { check } from '../../core/check.ts';
import { compareDisks } from '../../core/disk-comparison.ts';
import { severalOf } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** A write is acknowledged when more than half of the voters have it: only among those is it sure to be found. */
export default check({
	id: 'disk/majority-missing',
	title: 'The files are of no majority of the members',
	remedy:
		'Find the files of the others before you force a new cluster: they may hold acknowledged writes that these lack.',
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const several = yield* severalOf(disks);
		const { hasMajority, unseen, members } = compareDisks(several);
		if (several.length > 0 && members.length === 0) {
			yield { unknown: t('No database tells who the members are.'), missing: ['disks'] };
		} else if (several.length > 0 && !hasMajority) {
			const names = unseen.map(({ id, name }) => (name === '' ? id : name)).join(', ');
			yield {
				message: t('No files were given of {0}.', names),
				subject: { kind: 'cluster' },
			};
		}
	},
});
