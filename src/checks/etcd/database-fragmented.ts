import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes, GiB, MiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Free pages inside the file still count against the quota, and only defragmentation gives them back. */
export default check({
	id: 'etcd/database-fragmented',
	title: 'A database is mostly free space',
	remedy: 'Defragment the members one at a time, the leader last; each stands still while it is done.',
	severity: 'warning',
	needs: ['statuses'],
	params: {
		freePercent: {
			default: 50,
			unit: 'percent',
			description: 'Share of the file that is free, above which it is remarked on.',
			source: 'alert etcdDatabaseHighFragmentationRatio of etcd’s mixin',
		},
		minInUseBytes: {
			default: 100 * MiB,
			unit: 'bytes',
			description: 'Size in use above which it warns.',
			source: 'alert etcdDatabaseHighFragmentationRatio of etcd’s mixin',
		},
		minSizeBytes: {
			default: 100 * MiB,
			unit: 'bytes',
			description: 'Size of the file from which it is remarked on at least.',
			source: 'OpenShift’s etcd operator defragments from 100 MB',
		},
		minFreeBytes: {
			default: GiB,
			unit: 'bytes',
			description: 'Free space above which it warns however little is in use.',
			source: 'etcd-diagnosis: more free than in use, and more than 1 GB',
		},
	},
	*run({ statuses }, { freePercent, minInUseBytes, minSizeBytes, minFreeBytes }) {
		for (const reply of yield* answered(ofCluster(statuses, statuses), 'statuses')) {
			const { dbSizeBytes, dbSizeInUseBytes } = reply.answer;
			const freeBytes = dbSizeBytes - dbSizeInUseBytes;
			const percent = (freeBytes / Math.max(1, dbSizeBytes)) * 100;
			if (percent > freePercent && dbSizeBytes >= minSizeBytes) {
				yield {
					message: t(
						'{0}: {1} % of the database file is free space ({2} of {3}).',
						labelOf(reply),
						Math.floor(percent),
						formatBytes(freeBytes),
						formatBytes(dbSizeBytes),
					),
					severity: dbSizeInUseBytes > minInUseBytes || freeBytes > minFreeBytes ? 'warning' : 'info',
					subject: subjectOf(reply),
					anchor: etcdFlag(['auto-compaction-retention', 'auto-compaction-mode', 'data-dir'], reply),
				};
			}
		}
	},
});
