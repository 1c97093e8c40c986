import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { sinceStartWords } from '../../core/counters.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Facts, MetricsWindow, Sample } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { countAbove, countOf, histogramsOf, quantileOf, type Histogram } from '../../core/histogram.ts';
import { boundsWords, isSlower, latencyOf } from '../../core/latency.ts';
import { livePeers } from '../../core/peers.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * Every write waits for a peer's answer, and heartbeats that come late cost the leader its office. etcd measures a peer
 * once or twice in 30 s and smooths what it measures, so no window is long enough: the whole life of the process is judged.
 */
export default check({
	id: 'etcd/slow-peer-round-trip',
	title: 'The way between two members is slow',
	remedy:
		'Look at the network between the two hosts; where the distance is wanted, raise --heartbeat-interval and --election-timeout on every member.',
	// Source: NW-01.
	severity: 'warning',
	needs: ['metrics', 'now', 'memberLists', 'statuses'],
	params: {
		warnMs: {
			default: 150,
			unit: 'milliseconds',
			description: 'The 99th percentile of the round trip from which it warns.',
			source: 'alert etcdMemberCommunicationSlow of etcd’s mixin',
		},
	},
	*run(facts, { warnMs }) {
		const replies = yield* answered(facts.metrics, 'metrics');
		const peers = livePeers(facts);
		let ways = 0;
		for (const reply of replies) {
			for (const peer of [...peers.values()].filter(({ id }) => id !== reply.memberId)) {
				ways++;
				const { first, second } = reply.answer;
				yield* judge(
					{ reply, peer: peer.name, histogram: histogramTo(peer.id, second ?? first), now: facts.now },
					warnMs,
				);
			}
		}
		if (replies.length > 0 && ways === 0) {
			yield { notApplicable: t('There is no other member to reach.') };
		}
	},
});

interface Way {
	readonly reply: Answered<MetricsWindow>;
	readonly peer: string;
	readonly histogram: Histogram;
	readonly now: Facts['now'];
}

function histogramTo(id: string, samples: readonly Sample[]): Histogram {
	const all = histogramsOf(samples, 'etcd_network_peer_round_trip_time_seconds');
	return all.find(({ labels }) => labels['To'] === id) ?? { labels: {}, buckets: [] };
}

function* judge(way: Way, warnMs: number): Generator<Outcome> {
	const { reply, peer, histogram, now } = way;
	const span = sinceStartWords(reply.answer.first, now);
	const latency = latencyOf(reply, histogram, span);
	if (!latency) {
		yield isAllSlow(histogram, warnMs) ? allSlow(way, span) : tooFew(way);
	} else if (isSlower(latency, warnMs)) {
		yield problemOf(
			reply,
			t(
				'{0}: the slowest 1 % of round trips to {1} take {2} ({3} measurements {4}).',
				labelOf(reply),
				peer,
				boundsWords(latency.p99),
				latency.count,
				span,
			),
		);
	}
}

/** A percentile of few measurements is an accident, but that every one is too slow for sure is none. */
function isAllSlow(histogram: Histogram, warnMs: number): boolean {
	return countOf(histogram) >= 2 && countAbove(histogram, warnMs / 1000) === countOf(histogram);
}

function allSlow({ reply, peer, histogram }: Way, span: string): Outcome {
	const fastest = quantileOf(histogram, 0)?.lower ?? 0;
	return problemOf(
		reply,
		t(
			'{0}: every round trip to {1} took more than {2} ({3} measurements {4}).',
			labelOf(reply),
			peer,
			formatDuration(fastest * 1000),
			countOf(histogram),
			span,
		),
	);
}

function tooFew({ reply, peer, histogram }: Way): Outcome {
	return {
		unknown: t(
			'{0}: the round trip to {1} was measured only {2} times; etcd does so once or twice in 30 s.',
			labelOf(reply),
			peer,
			countOf(histogram),
		),
	};
}

function problemOf(reply: Answered<MetricsWindow>, message: string): Outcome {
	return {
		message,
		subject: subjectOf(reply),
		anchor: etcdFlag(['heartbeat-interval', 'election-timeout', 'initial-advertise-peer-urls'], reply),
	};
}
