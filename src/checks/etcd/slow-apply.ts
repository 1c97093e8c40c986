import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increaseOf, sinceStartWords, valueOf, watchOf, windowWords } from '../../core/counters.ts';
import type { MetricsWindow } from '../../core/facts.ts';
import { histogramsOf } from '../../core/histogram.ts';
import { fewestSamples, isSlower, latenciesOf, quantileWords, type Latency } from '../../core/latency.ts';
import type { Outcome } from '../../core/finding.ts';
import { answersOf, isAnswered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const family = 'etcd_server_apply_duration_seconds';

/** What the members agreed on is applied in one line: one slow request holds up all that follow, reads included. */
export default check({
	id: 'etcd/slow-apply',
	title: 'A member is slow at applying requests',
	remedy: 'Look for requests that read or write very much, for a slow disk, and for a machine without CPU to spare.',
	// Source: DK-03.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		warnMs: {
			default: 100,
			unit: 'milliseconds',
			description: 'The 99th percentile from which it warns. etcd 3.4 tells only how many took over 100 ms.',
			source: 'etcd’s own --warning-apply-duration',
		},
	},
	*run({ metrics, now }, { warnMs }) {
		const counting = answersOf(metrics).filter(isOnlyCounting);
		const others = metrics.filter(reply => !isAnswered(reply) || !isOnlyCounting(reply));
		for (const reply of counting) {
			yield* judgeCounts(reply, now);
		}
		if (others.length === 0 && counting.length > 0) {
			return;
		}
		const tooFew = (member: string, count: number, span: string) =>
			t('{0}: only {1} requests were applied {2}.', member, count, span);
		for (const latency of yield* latenciesOf({ metrics: others, now }, family, tooFew)) {
			if (isSlower(latency, warnMs)) {
				yield problemOf(latency.reply, wordsOf(latency));
			}
		}
	},
});

/** etcd 3.4 has no histogram of this, but counts the requests that took too long. */
function isOnlyCounting({ answer }: Answered<MetricsWindow>): boolean {
	return (
		histogramsOf(answer.second ?? answer.first, family).length === 0 &&
		valueOf(answer.first, 'etcd_server_slow_apply_total') !== undefined
	);
}

/** More than one in a hundred is what a 99th percentile above the limit says. */
function* judgeCounts(reply: Answered<MetricsWindow>, now: number): Generator<Outcome> {
	const { first, second, windowMs } = reply.answer;
	const watch = second ? watchOf(reply) : { first: [], second: first };
	if (!watch) {
		yield { unknown: t('{0} restarted between the two samples of its metrics.', labelOf(reply)) };
		return;
	}
	const span = second ? windowWords(windowMs) : sinceStartWords(first, now);
	const applied = increaseOf(watch, 'etcd_server_proposals_applied_total');
	const slow = increaseOf(watch, 'etcd_server_slow_apply_total');
	if (applied < fewestSamples) {
		yield { unknown: t('{0}: only {1} requests were applied {2}.', labelOf(reply), applied, span) };
	} else if (slow >= 3 && slow > applied / 100) {
		yield problemOf(
			reply,
			t('{0}: {1} of {2} requests took over 100 ms to be applied {3}.', labelOf(reply), slow, applied, span),
		);
	}
}

function wordsOf({ reply, p99, count, span }: Latency): string {
	return t(
		'{0}: the slowest 1 % of requests take {1} or longer to be applied ({2} requests {3}).',
		labelOf(reply),
		quantileWords(p99),
		count,
		span,
	);
}

function problemOf(reply: Answered<MetricsWindow>, message: string): Outcome {
	return { message, subject: subjectOf(reply), anchor: etcdFlag(['data-dir'], reply) };
}
