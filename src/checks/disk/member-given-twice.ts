import { check } from '../../core/check.ts';
import { compareDisks } from '../../core/disk-comparison.ts';
import { severalOf } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** Two copies of one member are one vote; started both, they vote twice, and the cluster can part in two. */
export default check({
	id: 'disk/member-given-twice',
	title: 'Two directories are of the same member',
	remedy: 'Start one of them at most: the one whose log reaches further, unless you know better.',
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const { memberId, documents } of compareDisks(yield* severalOf(disks)).twice) {
			yield {
				message: t('{0} are all of the member {1}.', documents.join(', '), memberId),
				subject: { kind: 'file', document: documents[0] ?? '' },
			};
		}
	},
});
