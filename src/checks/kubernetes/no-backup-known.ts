import { check } from '../../core/check.ts';
import { containersOf } from '../../core/kubernetes-pods.ts';
import { fieldOf, itemsOf, type Json, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** After the loss of a quorum a snapshot is the way back, and it has to be taken before. */
export default check({
	id: 'kubernetes/no-backup-known',
	title: 'No backup of etcd is to be seen',
	remedy: 'Take snapshots of etcd on a schedule, and keep them elsewhere.',
	severity: 'warning',
	needs: ['cronJobs', 'etcdSnapshotFiles', 'druidEtcds', 'pods', 'etcdAccess'],
	params: {},
	*run({ cronJobs, etcdSnapshotFiles, druidEtcds, pods, etcdAccess }) {
		const hasJob = cronJobs.objects.some(job =>
			containersOf(fieldOf(job, 'spec', 'jobTemplate', 'spec', 'template', 'spec')).some(savesSnapshots),
		);
		const hasPod = pods.objects.some(pod => containersOf(fieldOf(pod, 'spec')).some(savesSnapshots));
		if (etcdAccess.distribution === 'managed') {
			yield { notApplicable: t('Whoever runs this control plane takes care of its etcd.') };
		} else if (!hasJob && !hasPod && etcdSnapshotFiles.objects.length === 0 && druidEtcds.objects.length === 0) {
			// A job on a host leaves no trace in the API.
			yield {
				unknown: t(
					'No snapshot, and no job that takes one, is to be seen in the API; whether something outside the cluster does is not known.',
				),
			};
		}
	},
});

function savesSnapshots(container: Json): boolean {
	const words = [...itemsOf(container, 'command'), ...itemsOf(container, 'args')].join(' ');
	return /etcdctl\b.*\bsnapshot\s+save\b|etcd-snapshot|etcd-backup|etcdbrctl/.test(
		`${words} ${textOf(container, 'image') ?? ''}`,
	);
}
