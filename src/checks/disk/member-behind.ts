import { check } from '../../core/check.ts';
import { compareDisks } from '../../core/disk-comparison.ts';
import { diskLabel, severalOf } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** Whoever recovers from a member that is behind loses what the others have committed. */
export default check({
	id: 'disk/member-behind',
	title: 'A member holds less than another',
	remedy: 'Recover from the member that holds most.',
	severity: 'info',
	needs: ['disks'],
	params: {
		entries: {
			default: 1,
			unit: 'entries',
			description: 'Entries less than the foremost from which it is told.',
			source: 'a single acknowledged write is worth telling before a recovery',
		},
	},
	*run({ disks }, { entries }) {
		const { ranked, best } = compareDisks(yield* severalOf(disks));
		for (const each of ranked.filter(({ behind }) => behind >= entries)) {
			yield {
				message: best
					? t('{0} lacks {1} entries; {2} holds most.', diskLabel(each), each.behind, diskLabel(best))
					: t('{0} lacks {1} entries.', diskLabel(each), each.behind),
				subject: { kind: 'file', document: each.document },
			};
		}
	},
});
