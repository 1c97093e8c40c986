import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Facts } from '../../core/facts.ts';
import { answered, answersOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * Every revision ever written is kept until it is compacted away: without compaction the database only grows. Under
 * Kubernetes the API server compacts every five minutes; elsewhere nobody does unless etcd is told to.
 */
export default check({
	id: 'etcd/no-compaction',
	title: 'Old revisions are not compacted',
	remedy: 'Set --auto-compaction-retention; under Kubernetes see why the API server does not compact.',
	severity: 'info',
	needs: ['now', 'statuses', 'metrics', 'hashes', 'manifests'],
	params: {
		historyRevisions: {
			default: 100_000,
			unit: 'count',
			description: 'Revisions kept since the last compaction from which it is remarked on.',
			source: 'Our proposal: far above what an interval of an hour leaves behind',
		},
		kubernetesMinutes: {
			default: 15,
			unit: 'minutes',
			description: 'Time without compaction, where the files show a kube-apiserver, from which it warns.',
			source: 'Our proposal: three times the default of --etcd-compaction-interval',
		},
	},
	*run(facts, { historyRevisions, kubernetesMinutes }) {
		const members = yield* answered(ofCluster(facts.statuses, facts.statuses), 'statuses');
		const compacted = compactRevisionOf(facts);
		if (compacted === undefined) {
			yield { unknown: t('Neither metrics nor a hash tell the last compaction.'), missing: ['metrics', 'hashes'] };
			return;
		}
		const history = Math.max(0, ...members.map(({ answer }) => answer.revision)) - Math.max(0, compacted);
		const sinceMs = facts.manifests.some(spec => spec.component === 'kube-apiserver') ? sinceCompactionMs(facts) : 0;
		const found = {
			subject: { kind: 'cluster' },
			anchor: etcdFlag(['auto-compaction-retention', 'data-dir']),
		} as const;
		if (sinceMs > kubernetesMinutes * 60_000) {
			yield {
				...found,
				severity: 'warning',
				message: t(
					'Nothing was compacted for {0}; the API server should do it every 5 minutes.',
					formatDuration(sinceMs),
				),
			};
		} else if (history > historyRevisions) {
			yield {
				...found,
				message:
					compacted > 0
						? t('{0} revisions were written since the last compaction.', history)
						: t('Nothing was ever compacted: all {0} revisions are kept.', history),
			};
		}
	},
});

type Sources = Pick<Facts, 'now' | 'metrics' | 'hashes' | 'statuses'>;

/** Compaction passes through raft, so the member that has come furthest speaks for all; none yet is 0 or -1. */
function compactRevisionOf({ metrics, hashes, statuses }: Sources): number | undefined {
	const told = [
		...valuesOf('etcd_debugging_mvcc_compact_revision', { metrics, statuses }),
		...answersOf(ofCluster(hashes, statuses)).map(({ answer }) => answer.compactRevision),
	];
	return told.length > 0 ? Math.max(...told) : undefined;
}

/** Since the last compaction or, while there was none, since the first member that could tell was started. */
function sinceCompactionMs({ now, metrics, statuses }: Pick<Sources, 'now' | 'metrics' | 'statuses'>): number {
	const last = valuesOf('etcd_debugging_mvcc_db_compaction_last', { metrics, statuses });
	const starts = valuesOf('process_start_time_seconds', { metrics, statuses });
	const from = Math.max(0, ...last) || Math.min(...starts);
	return last.length > 0 && Number.isFinite(from) ? now - from * 1000 : 0;
}

function valuesOf(name: string, { metrics, statuses }: Pick<Sources, 'metrics' | 'statuses'>): number[] {
	return answersOf(ofCluster(metrics, statuses)).flatMap(({ answer }) =>
		(answer.second ?? answer.first).filter(sample => sample.name === name).map(({ value }) => value),
	);
}
