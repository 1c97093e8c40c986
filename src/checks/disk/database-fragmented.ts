import { formatBytes, MiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** Free pages count against the quota, in a backup and in a copy to a new member alike. */
export default check({
	id: 'disk/database-fragmented',
	title: 'A database is mostly free space',
	remedy: 'Defragment it: with the cluster up one member at a time; stopped, with etcdutl defrag --data-dir on a copy.',
	severity: 'info',
	needs: ['disks'],
	params: {
		freePercent: {
			default: 50,
			unit: 'percent',
			description: 'Share of the file that is free, above which it is remarked on.',
			source: 'alert etcdDatabaseHighFragmentationRatio of etcd’s mixin',
		},
		minSizeBytes: {
			default: 100 * MiB,
			unit: 'bytes',
			description: 'Size of the file from which it is remarked on at least.',
			source: 'OpenShift’s etcd operator defragments from 100 MB',
		},
	},
	*run({ disks }, { freePercent, minSizeBytes }) {
		for (const disk of yield* withDatabase(disks)) {
			const { sizeBytes, inUseBytes } = disk.database;
			const percent = ((sizeBytes - inUseBytes) / Math.max(1, sizeBytes)) * 100;
			if (percent > freePercent && sizeBytes >= minSizeBytes) {
				yield {
					message: t(
						'{0}: {1} % of the database file is free space ({2} of {3}).',
						...[diskLabel(disk), Math.floor(percent), formatBytes(sizeBytes - inUseBytes), formatBytes(sizeBytes)],
					),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
