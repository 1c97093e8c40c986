import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, severalOf } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/**
 * Members of one cluster hold the same at the same revision. Where they do not, one of them is corrupt, and whichever a
 * cluster is recovered from, some reads were of the other.
 */
export default check({
	id: 'disk/data-differs',
	title: 'Members hold different data at the same revision',
	remedy: 'See with quorum inspect PATH diff OTHER which keys differ, and recover from what the majority holds.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const several = yield* severalOf(disks);
		const hashed = several.flatMap(disk => (disk.database?.hash ? [{ disk, ...disk.database.hash }] : []));
		if (several.length > 0 && hashed.length < 2) {
			yield { unknown: t('No two databases have a revision in common.'), missing: ['disks'] };
		}
		const byCompaction = [...Map.groupBy(hashed, each => each.compactRevision).values()];
		// Compacted at different revisions, the same data have different hashes.
		if (byCompaction.length > 1) {
			yield { unknown: t('Some were compacted at other revisions and cannot be compared.'), missing: ['disks'] };
		}
		for (const group of byCompaction) {
			const [first, ...others] = group;
			for (const other of first ? others.filter(({ hash }) => hash !== first.hash) : []) {
				yield {
					message: t(
						'{0} and {1} differ at revision {2}.',
						...[diskLabel(first?.disk ?? other.disk), diskLabel(other.disk), other.revision],
					),
					subject: diskSubject(other.disk),
				};
			}
		}
	},
});
