import { check } from '../../core/check.ts';
import type { StoredLog } from '../../core/disk-facts.ts';
import { diskLabel, diskSubject, withLog } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

const mostNamed = 10;

/**
 * A follower learns of a commit later than the leader that acknowledged it. So entries behind its commit index may have
 * been acknowledged to clients; a cluster that is forced anew from this member discards them, while a majority that comes
 * back keeps them.
 */
export default check({
	id: 'disk/uncommitted-entries',
	title: 'The log ends with entries that a forced new cluster would discard',
	remedy:
		'Bring a majority back if you can. If you must force a new cluster, note these keys and write them again: quorum inspect PATH wal --from INDEX lists them.',
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withLog(disks)) {
			const { count } = disk.log.uncommitted;
			if (count > 0) {
				yield {
					message: t(
						'{0}: {1} entries behind the commit index may have been acknowledged. {2}',
						...[diskLabel(disk), count, contentsOf(disk.log)],
					),
					subject: diskSubject(disk),
					...(changesNothing(disk.log) && { severity: 'info' }),
				};
			}
		}
	},
});

function contentsOf({ uncommitted: { kept } }: StoredLog): string {
	const keys = [...new Set(kept.flatMap(entry => entry.keys))];
	const named = keys.slice(0, mostNamed).join(', ');
	if (keys.length === 0) {
		return t('None of them touches a key.');
	}
	return keys.length > mostNamed
		? t('They touch {0} and {1} more keys.', named, keys.length - mostNamed)
		: t('They touch {0}.', named);
}

/** A new leader begins with an entry that says nothing. */
function changesNothing({ uncommitted: { count, kept } }: StoredLog): boolean {
	return kept.length === count && kept.every(({ request }) => request === 'empty');
}
