import { formatBytes, GiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** No file tells the quota: it is a flag of the server. A database started with less than it needs refuses every write. */
export default check({
	id: 'disk/quota-near-limit',
	title: 'A database is too large for the space quota',
	remedy: 'Start etcd with a larger --quota-backend-bytes, or compact and defragment; set the parameter to your quota.',
	severity: 'warning',
	needs: ['disks'],
	params: {
		quotaBytes: {
			default: 2 * GiB,
			unit: 'bytes',
			description: 'The space quota that etcd is started with.',
			source: 'etcd’s default of --quota-backend-bytes',
		},
		warnPercent: {
			default: 80,
			unit: 'percent',
			description: 'Share of the quota from which it warns.',
			source: 'etcd-diagnosis: 80 % of the quota',
		},
	},
	*run({ disks }, { quotaBytes, warnPercent }) {
		for (const disk of yield* withDatabase(disks)) {
			const { sizeBytes } = disk.database;
			if (sizeBytes * 100 >= quotaBytes * warnPercent) {
				yield {
					message: t(
						'{0}: the database takes {1}; a quota of {2} leaves it no room.',
						...[diskLabel(disk), formatBytes(sizeBytes), formatBytes(quotaBytes)],
					),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
