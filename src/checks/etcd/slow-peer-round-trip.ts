import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { newestOf, sinceStartWords } from '../../core/counters.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Facts, From, Member, MetricsWindow } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { countAbove, countOf, histogramsOf, quantileOf, type Histogram } from '../../core/histogram.ts';
import { boundsWords, fewestSamples, isSlower, latencyOf } from '../../core/latency.ts';
import { livePeersOf } from '../../core/peers.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * Every write waits for a peer's answer, and heartbeats that come late cost the leader its office. etcd measures a peer
 * twice in 30 s and smooths what it measures, so no window is long enough: the whole life of the process is judged.
 */
export default check({
	id: 'etcd/slow-peer-round-trip',
	title: 'The way between two members is slow',
	remedy:
		'Look at the network between the two hosts; where the distance is wanted, raise --heartbeat-interval and --election-timeout on every member.',
	// Source: NW-01, MB-20.
	severity: 'warning',
	needs: ['metrics', 'now', 'memberLists', 'statuses', 'manifests'],
	params: {
		warnMs: {
			default: 150,
			unit: 'milliseconds',
			description:
				'The 99th percentile of the round trip from which it warns; a shorter heartbeat interval in a file counts instead.',
			source: 'alert etcdMemberCommunicationSlow of etcd’s mixin',
		},
	},
	*run(facts, { warnMs }) {
		for (const reply of yield* answered(facts.metrics, 'metrics')) {
			const ways = waysFrom(reply, yield* livePeersOf(reply, facts));
			const heartbeatMs = heartbeatOf(reply, facts.manifests);
			const limitMs = Math.min(warnMs, heartbeatMs ?? warnMs);
			for (const way of ways) {
				yield* judge(way, sinceStartWords(newestOf(reply), facts.now), limitMs, heartbeatMs);
			}
			yield* tooFew(ways.filter(way => !isJudged(way, limitMs)));
			if (ways.length === 0) {
				yield { notApplicable: t('{0} has no other member to reach.', labelOf(reply)) };
			}
		}
	},
});

interface Way {
	readonly reply: Answered<MetricsWindow>;
	readonly peer: string;
	readonly histogram: Histogram;
}

function waysFrom(reply: Answered<MetricsWindow>, peers: readonly Member[]): Way[] {
	const all = histogramsOf(newestOf(reply), 'etcd_network_peer_round_trip_time_seconds');
	return peers.map(({ id, name }) => ({
		reply,
		peer: name,
		histogram: all.find(({ labels }) => labels['To'] === id) ?? { labels: {}, buckets: [] },
	}));
}

function isJudged({ histogram }: Way, warnMs: number): boolean {
	return countOf(histogram) >= fewestSamples || isAllSlow(histogram, warnMs);
}

/** DefaultTickMs of etcd's embed/config.go. */
const defaultHeartbeatMs = 100;

/** As far as a file of this member tells; a way that takes longer than a heartbeat interval delays every heartbeat. */
function heartbeatOf({ memberName }: From, manifests: Facts['manifests']): number | undefined {
	const specs = manifests.filter(({ component }) => component === 'etcd');
	const own = specs.find(spec => spec.memberName !== undefined && spec.memberName === memberName);
	const shared = specs.filter(spec => spec.memberName === undefined);
	const spec = own ?? (shared.length === 1 ? shared[0] : undefined);
	const written = spec?.flags['heartbeat-interval'] ?? (spec && !spec.isPartial ? defaultHeartbeatMs : undefined);
	const ms = Number(written);
	return ms > 0 ? ms : undefined;
}

function* judge(
	{ reply, peer, histogram }: Way,
	span: string,
	limitMs: number,
	heartbeatMs: number | undefined,
): Generator<Outcome> {
	const latency = latencyOf(reply, histogram, span);
	const isSlow = latency ? isSlower(latency, limitMs) : isAllSlow(histogram, limitMs);
	const p99 = quantileOf(histogram, 0.99);
	if (isSlow && p99) {
		const times = [labelOf(reply), peer, boundsWords(p99), countOf(histogram), span];
		yield {
			message:
				heartbeatMs === undefined
					? t('{0}: the slowest round trips to {1} take {2} ({3} measurements {4}).', ...times)
					: t(
							'{0}: the slowest round trips to {1} take {2} ({3} measurements {4}); its heartbeat interval is {5}.',
							...times,
							formatDuration(heartbeatMs),
						),
			subject: subjectOf(reply),
			anchor: etcdFlag(['heartbeat-interval', 'election-timeout', 'initial-advertise-peer-urls'], reply),
		};
	}
}

/**
 * A percentile of few measurements is an accident, but that every one is too slow for sure is none. Each of etcd's two
 * probers smooths from zero, so the first measurement of each is too small whatever the way.
 */
function isAllSlow(histogram: Histogram, warnMs: number): boolean {
	const count = countOf(histogram);
	return count >= 4 && countAbove(histogram, warnMs / 1000) >= count - 2;
}

function tooFew(ways: readonly Way[]): Outcome[] {
	const [way] = ways;
	const most = Math.max(...ways.map(({ histogram }) => countOf(histogram)));
	return way
		? [
				{
					unknown: t(
						'{0}: the round trip to {1} was measured {2} times; etcd does so twice in 30 s, and {3} are needed.',
						labelOf(way.reply),
						ways.map(({ peer }) => peer).join(', '),
						most,
						fewestSamples,
					),
				},
			]
		: [];
}
