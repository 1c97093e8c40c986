import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { newestOf, sinceStartWords, told, uptimeMs } from '../../core/counters.ts';
import { answered, labelOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** While a leader is being elected no write is answered; a leader that changes often is a sign of a cluster short of breath. */
export default check({
	id: 'etcd/leader-changes',
	title: 'The leader changes often',
	remedy:
		'Look for slow disks, machines without CPU to spare and a slow or lossy network; only then raise --election-timeout.',
	// Source: AV-05.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		warnCount: {
			default: 4,
			unit: 'count',
			description: 'Changes within `spanMinutes` from which it warns.',
			source: 'alert etcdHighNumberOfLeaderChanges of etcd’s mixin',
		},
		spanMinutes: {
			default: 15,
			unit: 'minutes',
			description: 'The time in which they are counted; of a process that is older, the average since its start.',
			source: 'alert etcdHighNumberOfLeaderChanges of etcd’s mixin',
		},
	},
	*run({ metrics, now }, { warnCount, spanMinutes }) {
		const seen: { label: string; changes: number; perSpan: number; span: string }[] = [];
		for (const reply of yield* answered(metrics, 'metrics')) {
			const samples = newestOf(reply);
			const counted = yield* told(reply, 'etcd_server_leader_changes_seen_total');
			const uptime = uptimeMs(samples, now);
			if (counted === undefined || uptime === undefined) {
				yield { unknown: t('How often {0} saw the leader change is not known.', labelOf(reply)) };
				continue;
			}
			// The first leader that a process sees is no change.
			const changes = Math.max(0, counted - 1);
			const perSpan = changes / Math.max(1, uptime / (spanMinutes * 60_000));
			seen.push({ label: labelOf(reply), changes, perSpan, span: sinceStartWords(samples, now) });
		}
		// All members see the same changes: the one that saw most speaks for the cluster.
		const [most] = seen.sort((a, b) => b.perSpan - a.perSpan);
		if (most && most.perSpan >= warnCount) {
			yield {
				message: t(
					'{0} saw the leader change {1} times {2}, on average {3} times in {4} minutes.',
					most.label,
					most.changes,
					most.span,
					Number(most.perSpan.toFixed(1)),
					spanMinutes,
				),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['election-timeout', 'heartbeat-interval']),
			};
		}
	},
});
