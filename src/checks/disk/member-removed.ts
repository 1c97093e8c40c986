import { check } from '../../core/check.ts';
import { isRemoved } from '../../core/disk-comparison.ts';
import { diskLabel, diskSubject, withBoth } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** The others refuse it for ever, and a new cluster forced from its files has no voter: raft panics. */
export default check({
	id: 'disk/member-removed',
	title: 'The member is not in its own membership',
	remedy: 'Do not recover from these files; add the node as a new member with an empty data directory.',
	// Source: etcd issue 13848, "removed all voters"
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of (yield* withBoth(disks)).filter(isRemoved)) {
			const isTold = disk.database.removedMembers.includes(disk.memberId ?? '');
			yield {
				message: isTold
					? t('{0}: the member {1} was removed from the cluster.', diskLabel(disk), disk.memberId ?? '')
					: t('{0}: the member {1} is not among the members in its database.', diskLabel(disk), disk.memberId ?? ''),
				subject: diskSubject(disk),
			};
		}
	},
});
