import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import type { Facts } from '../../core/facts.ts';
import { answered, answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { compareVersions, minorOf, parseVersion, type Version } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** The form of the files follows the cluster version after the next raft snapshot; until then a further upgrade must wait. */
export default check({
	id: 'etcd/storage-version-lags',
	title: 'The storage version lags behind the cluster version',
	remedy: 'Let the member take its next raft snapshot (by default after 10,000 writes) before you upgrade further.',
	// Source: etcd's log "Failed to detect storage schema version. Please wait till wal snapshot before upgrading cluster."
	severity: 'warning',
	needs: ['statuses', 'versions'],
	params: {
		minEntries: {
			default: 10_000,
			unit: 'entries',
			description: 'Members that have applied fewer have had no raft snapshot to wait for.',
			source: 'DefaultSnapshotCount of etcd 3.6; a new cluster tells 3.5 for some seconds',
		},
	},
	*run({ statuses, versions }, { minEntries }) {
		const members = yield* answered(ofCluster(statuses, statuses), 'statuses');
		// A learner is still being given its data, and tells the old form until a snapshot of its own.
		const voters = members.filter(({ answer }) => !answer.isLearner);
		const recent = voters.filter(({ answer }) => (parseVersion(answer.version)?.minor ?? 0) >= 6);
		if (voters.length > 0 && recent.length === 0) {
			yield { notApplicable: t('Members before etcd 3.6 have no storage version.') };
		}
		for (const reply of recent) {
			const cluster = clusterVersionAt(reply.endpoint, versions);
			const storage = parseVersion(reply.answer.storageVersion ?? '');
			if (!cluster || !storage) {
				yield {
					unknown: t('{0} tells no storage or no cluster version.', labelOf(reply)),
					missing: ['statuses', 'versions'],
				};
			} else if (compareVersions({ ...storage, patch: 0 }, { ...cluster, patch: 0 }) < 0) {
				yield reply.answer.raftAppliedIndex < minEntries
					? { notApplicable: t('No raft snapshot was due yet, which would bring the storage version up.') }
					: {
							message: t(
								'{0} stores in the form of {1}, the cluster version is {2}.',
								labelOf(reply),
								minorOf(storage),
								minorOf(cluster),
							),
							subject: subjectOf(reply),
							anchor: etcdImage(reply),
						};
			}
		}
	},
});

function clusterVersionAt(endpoint: string, versions: Facts['versions']): Version | undefined {
	const told = answersOf(versions).find(reply => reply.endpoint === endpoint);
	return parseVersion(told?.answer.cluster ?? '');
}
