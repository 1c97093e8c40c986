import { sinceStartWords, watchOf, windowWords } from './counters.ts';
import { formatDuration } from './duration.ts';
import type { Facts, MetricsWindow, Sample } from './facts.ts';
import type { Outcome } from './finding.ts';
import {
	countBeyond,
	countOf,
	differenceOf,
	histogramsOf,
	mergedOf,
	quantileOf,
	type Histogram,
	type Quantile,
} from './histogram.ts';
import { answered, labelOf, type Answered } from './reply.ts';
import { t } from './words.ts';

/** With fewer, the 99th percentile is no more than an accident. */
export const fewestSamples = 20;

/** Of few samples the 99th percentile is the slowest one; that many must be too slow, so that one hiccup is no verdict. */
const fewestSlow = 3;

/** The 99th percentile of a histogram in seconds, of one member and over one span of time. */
export interface Latency {
	readonly reply: Answered<MetricsWindow>;
	readonly p99: Quantile;
	readonly count: number;
	readonly histogram: Histogram;
	/** The span in words. */
	readonly span: string;
}

/**
 * The latency of every member that has enough samples: those of the window, or of the whole life of the process when the
 * run took one sample. The others are said as unknown. `tooFew` words that, given the member, the count and the span.
 */
export function* latenciesOf(
	{ metrics, now }: Pick<Facts, 'metrics' | 'now'>,
	family: string,
	tooFew: (label: string, count: number, span: string) => string,
): Generator<Outcome, Latency[]> {
	const found: Latency[] = [];
	for (const reply of yield* answered(metrics, 'metrics')) {
		const histogram = yield* newSamplesOf(reply, family);
		if (histogram) {
			const span = spanOf(reply, now);
			const count = countOf(histogram);
			const latency = latencyOf(reply, histogram, span);
			if (latency) {
				found.push(latency);
			} else {
				yield { unknown: tooFew(labelOf(reply), count, span) };
			}
		}
	}
	return found;
}

/** `undefined` with too few samples. */
export function latencyOf(reply: Answered<MetricsWindow>, histogram: Histogram, span: string): Latency | undefined {
	const count = countOf(histogram);
	const p99 = count < fewestSamples ? undefined : quantileOf(histogram, 0.99);
	return p99 && { reply, p99, count, histogram, span };
}

function* newSamplesOf(reply: Answered<MetricsWindow>, family: string): Generator<Outcome, Histogram | undefined> {
	const { first, second } = reply.answer;
	const merged = (samples: readonly Sample[]) => mergedOf(histogramsOf(samples, family));
	const newest = merged(second ?? first);
	if (!newest) {
		yield { unknown: t('The metrics of {0} do not have {1}.', labelOf(reply), family) };
		return undefined;
	}
	if (!second) {
		return newest;
	}
	const difference = watchOf(reply) && differenceOf(merged(first), newest);
	if (!difference) {
		yield { unknown: t('{0} restarted between the two samples of its metrics.', labelOf(reply)) };
	}
	return difference;
}

function spanOf({ answer }: Answered<MetricsWindow>, now: number): string {
	return answer.second ? windowWords(answer.windowMs) : sinceStartWords(answer.first, now);
}

/** Whether the percentile is above a limit in milliseconds, and by more than a stray sample. */
export function isSlower({ p99, histogram }: Latency, limitMs: number): boolean {
	return p99.estimate * 1000 > limitMs && countBeyond(histogram, limitMs / 1000) >= fewestSlow;
}

/** A percentile with the bounds of its bucket, because within them it is a guess. */
export function quantileWords({ estimate, lower, upper }: Quantile): string {
	return upper === Infinity
		? t('over {0}', formatDuration(lower * 1000))
		: t('about {0} (between {1} and {2})', ...[estimate, lower, upper].map(s => formatDuration(s * 1000)));
}

/** The bounds alone, for buckets so wide that a guess within them would mislead. */
export function boundsWords({ lower, upper }: Quantile): string {
	return upper === Infinity
		? t('over {0}', formatDuration(lower * 1000))
		: t('between {0} and {1}', formatDuration(lower * 1000), formatDuration(upper * 1000));
}
