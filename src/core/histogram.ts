import { keyOf, samplesOf } from './counters.ts';
import type { Sample } from './facts.ts';

/** How many samples were at most `bound`, those of the buckets before included. */
export interface Bucket {
	/** In the unit of the family, seconds as a rule; `Infinity` for the last. */
	readonly bound: number;
	readonly count: number;
}

export interface Histogram {
	/** Without `le`. */
	readonly labels: Sample['labels'];
	/** In ascending order. */
	readonly buckets: readonly Bucket[];
}

/** Where a quantile lies: for sure above `lower` and at most at `upper`, which the last bucket does not know. */
export interface Quantile {
	readonly lower: number;
	/** `Infinity` in the last bucket. */
	readonly upper: number;
	/** Linear within the bucket; in the last one its lower bound. */
	readonly estimate: number;
}

/** The histograms of a family, one for each set of labels. */
export function histogramsOf(samples: readonly Sample[], family: string): Histogram[] {
	const byKey = new Map<string, { labels: Sample['labels']; buckets: Bucket[] }>();
	for (const { labels, value } of samplesOf(samples, `${family}_bucket`)) {
		const { le, ...rest } = labels;
		const key = keyOf(rest);
		const histogram = byKey.get(key) ?? { labels: rest, buckets: [] };
		histogram.buckets.push({ bound: boundOf(le), count: value });
		byKey.set(key, histogram);
	}
	return [...byKey.values()].map(histogram => ({ ...histogram, buckets: histogram.buckets.sort(byBound) }));
}

/** Prometheus writes `+Inf`, some tools `Inf`. */
function boundOf(le: string | undefined): number {
	return le?.endsWith('Inf') ? Infinity : Number(le);
}

function byBound(a: Bucket, b: Bucket): number {
	// Not by subtraction: two infinite bounds would give NaN.
	return a.bound < b.bound ? -1 : 1;
}

/** All label sets together; they have the same bounds, as those of one family have. */
export function mergedOf(histograms: readonly Histogram[]): Histogram | undefined {
	const counts = new Map<number, number>();
	for (const { bound, count } of histograms.flatMap(({ buckets }) => buckets)) {
		counts.set(bound, (counts.get(bound) ?? 0) + count);
	}
	const buckets = [...counts].map(([bound, count]) => ({ bound, count })).sort(byBound);
	return buckets.length > 0 ? { labels: {}, buckets } : undefined;
}

/** What was counted between two samples; `undefined` when a counter went back, for then it says nothing. */
export function differenceOf(before: Histogram | undefined, after: Histogram): Histogram | undefined {
	const counts = new Map(before?.buckets.map(({ bound, count }) => [bound, count]));
	const buckets = after.buckets.map(({ bound, count }) => ({ bound, count: count - (counts.get(bound) ?? 0) }));
	return buckets.some(({ count }) => count < 0) ? undefined : { labels: after.labels, buckets };
}

export function countOf({ buckets }: Histogram): number {
	return buckets.at(-1)?.count ?? 0;
}

/** How many samples are for sure above `limit`: those beyond the bucket that `limit` falls into. */
export function countAbove(histogram: Histogram, limit: number): number {
	const below = histogram.buckets.find(({ bound }) => bound >= limit);
	return countOf(histogram) - (below?.count ?? 0);
}

/** How many samples may be above `limit`: those of the bucket that `limit` falls into, and beyond. */
export function countBeyond(histogram: Histogram, limit: number): number {
	const below = histogram.buckets.filter(({ bound }) => bound <= limit).at(-1);
	return countOf(histogram) - (below?.count ?? 0);
}

/** As Prometheus' `histogram_quantile`, with the bounds within which the truth lies; `undefined` without samples. */
export function quantileOf(histogram: Histogram, q: number): Quantile | undefined {
	const rank = q * countOf(histogram);
	const index = histogram.buckets.findIndex(({ count }) => count > 0 && count >= rank);
	const bucket = histogram.buckets[index];
	if (!bucket) {
		return undefined;
	}
	const lower = histogram.buckets[index - 1] ?? { bound: 0, count: 0 };
	const share = (rank - lower.count) / (bucket.count - lower.count);
	const estimate = bucket.bound === Infinity ? lower.bound : lower.bound + (bucket.bound - lower.bound) * share;
	return { lower: lower.bound, upper: bucket.bound, estimate };
}
