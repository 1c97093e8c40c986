import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { sinceStartWords, toldTwice, uptimeMs, valueOf, watchOf, windowWords } from '../../core/counters.ts';
import type { Facts, MetricsWindow } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const name = 'etcd_server_proposals_failed_total';

/** A write that fails here was not decided: the leader was lost, or the majority did not answer in time. */
export default check({
	id: 'etcd/proposals-failing',
	title: 'Writes fail because the cluster does not agree on them',
	remedy: 'Look for lost leaders and for members that are slow or cut off: see the checks of leader, disk and peers.',
	// Source: RF-03.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		perSecond: {
			default: 5,
			unit: 'count',
			description: 'Failed proposals in a second from which it warns.',
			source: 'alert etcdHighNumberOfFailedProposals of etcd’s mixin, there over 15 minutes',
		},
	},
	*run({ metrics, now }, { perSecond }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const seen = yield* failuresOf(reply, now);
			if (seen && seen.failed / seen.seconds > perSecond) {
				yield {
					message: t('{0}: {1} proposals failed {2}.', labelOf(reply), seen.failed, seen.span),
					subject: subjectOf(reply),
					anchor: etcdFlag(['election-timeout', 'heartbeat-interval', 'data-dir'], reply),
				};
			}
		}
	},
});

interface Seen {
	readonly failed: number;
	readonly seconds: number;
	readonly span: string;
}

function* failuresOf(reply: Answered<MetricsWindow>, now: Facts['now']): Generator<Outcome, Seen | undefined> {
	const { first, second, windowMs } = reply.answer;
	const watch = watchOf(reply);
	if (watch) {
		const values = yield* toldTwice(watch, name);
		return values && { failed: values[1] - values[0], seconds: watch.seconds, span: windowWords(windowMs) };
	}
	const [failed, uptime] = [valueOf(first, name), uptimeMs(first, now)];
	if (second || failed === undefined || uptime === undefined) {
		yield { unknown: t('How many proposals of {0} failed is not known.', labelOf(reply)) };
		return undefined;
	}
	// The average of a process that has hardly begun would make much of the failures of its first moments.
	return { failed, seconds: Math.max(uptime / 1000, 900), span: sinceStartWords(first, now) };
}
