import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import { installed, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The last way back is as old as the last snapshot that worked. */
export default check({
	id: 'kubernetes/etcd-snapshot-failed',
	title: 'Snapshots of K3s or RKE2 fail, or are old',
	remedy: 'Look at the error: space on the disk, access to S3; then rke2 etcd-snapshot save.',
	severity: 'warning',
	needs: ['etcdSnapshotFiles', 'now'],
	params: {
		hours: {
			default: 25,
			unit: 'count',
			description: 'How old the newest may be.',
			source: 'K3s and RKE2 take one every 12 hours; two of them, and an hour',
		},
	},
	*run({ etcdSnapshotFiles, now }, { hours }) {
		const files = yield* installed(etcdSnapshotFiles, 'K3s/RKE2');
		const timeOf = (file: KubeObject) =>
			Date.parse(textOf(file, 'status', 'creationTime') ?? file.metadata.creationTimestamp ?? '') || 0;
		const good = files.filter(
			file => fieldOf(file, 'status', 'error') === undefined && fieldOf(file, 'status', 'readyToUse') !== false,
		);
		const newestGood = Math.max(0, ...good.map(timeOf));
		for (const file of files.filter(
			each => fieldOf(each, 'status', 'error') !== undefined && timeOf(each) > newestGood,
		)) {
			yield problemWith(
				file,
				t(
					'The snapshot {0} failed: {1}',
					textOf(file, 'spec', 'snapshotName') ?? file.metadata.name,
					textOf(file, 'status', 'error', 'message') ?? '?',
				),
				{ severity: 'error' },
			);
		}
		if (etcdSnapshotFiles.served && now - newestGood > hours * 3_600_000) {
			yield {
				message:
					newestGood === 0
						? t('There is no snapshot of etcd that can be used.')
						: t('The newest snapshot of etcd is {0} old.', formatDuration(now - newestGood)),
				subject: { kind: 'cluster' },
			};
		} else if (good.length > 0 && good.every(file => textOf(file, 'spec', 'location')?.startsWith('file://'))) {
			yield {
				message: t('All snapshots of etcd lie on the servers themselves.'),
				subject: { kind: 'cluster' },
				severity: 'info',
			};
		}
	},
});
