import { formatDuration } from './duration.ts';
import type { Facts, MetricsWindow, Sample } from './facts.ts';
import type { Outcome } from './finding.ts';
import { answered, labelOf, type Answered } from './reply.ts';
import { t } from './words.ts';

/** Two samples of a member whose process ran on between them. */
export interface Watch {
	readonly reply: Answered<MetricsWindow>;
	readonly first: readonly Sample[];
	readonly second: readonly Sample[];
	readonly seconds: number;
}

/**
 * The members whose counters can be compared over the window. Whoever was sampled once, restarted, or stayed silent is
 * said as unknown. Use it as `const watches = yield* watched(facts.metrics)`.
 */
export function* watched(metrics: Facts['metrics']): Generator<Outcome, Watch[]> {
	const watches: Watch[] = [];
	for (const reply of yield* answered(metrics, 'metrics')) {
		const watch = watchOf(reply);
		if (watch) {
			watches.push(watch);
		} else if (reply.answer.second) {
			yield { unknown: t('{0} restarted between the two samples of its metrics.', labelOf(reply)) };
		} else {
			yield { unknown: t('The metrics were sampled once, so what changes with time was not seen: allow a window.') };
		}
	}
	return watches;
}

export function newestOf({ answer }: Answered<MetricsWindow>): readonly Sample[] {
	return answer.second ?? answer.first;
}

/** `undefined` for a single sample, and when counters began anew between the two. */
export function watchOf(reply: Answered<MetricsWindow>): Watch | undefined {
	const { first, second, windowMs } = reply.answer;
	return second && windowMs > 0 && !isRestarted(first, second)
		? { reply, first, second, seconds: windowMs / 1000 }
		: undefined;
}

function isRestarted(first: readonly Sample[], second: readonly Sample[]): boolean {
	const before = valueOf(first, startTime);
	return before !== undefined && before !== valueOf(second, startTime);
}

const startTime = 'process_start_time_seconds';

/** The growth of each label set that grew. One that appears in the window began at 0, as counters with labels do. */
export function increasesOf({ first, second }: Pick<Watch, 'first' | 'second'>, name: string): Sample[] {
	const before = new Map(samplesOf(first, name).map(sample => [keyOf(sample.labels), sample.value]));
	return samplesOf(second, name)
		.map(sample => ({ ...sample, value: sample.value - (before.get(keyOf(sample.labels)) ?? 0) }))
		.filter(({ value }) => value > 0);
}

/** Over all label sets together; 0 also where a counter with labels has counted nothing yet and is therefore absent. */
export function increaseOf(watch: Pick<Watch, 'first' | 'second'>, name: string): number {
	return totalOf(increasesOf(watch, name));
}

export function totalOf(samples: readonly Sample[]): number {
	return samples.reduce((sum, { value }) => sum + value, 0);
}

export function samplesOf(samples: readonly Sample[], name: string): Sample[] {
	return samples.filter(sample => sample.name === name);
}

/** Of a metric without labels; `undefined` when the page does not have it. */
export function valueOf(samples: readonly Sample[], name: string): number | undefined {
	return samples.find(sample => sample.name === name)?.value;
}

/** Of the newest sample. A page that does not have the metric is said as unknown, never taken for zero. */
export function* told(reply: Answered<MetricsWindow>, name: string): Generator<Outcome, number | undefined> {
	const value = valueOf(newestOf(reply), name);
	if (value === undefined) {
		yield untold(reply, name);
	}
	return value;
}

/** The metric in both samples. Use it as `const [before, after] = (yield* toldTwice(watch, name)) ?? []`. */
export function* toldTwice(watch: Watch, name: string): Generator<Outcome, readonly [number, number] | undefined> {
	const [before, after] = [valueOf(watch.first, name), valueOf(watch.second, name)];
	if (before === undefined || after === undefined) {
		yield untold(watch.reply, name);
		return undefined;
	}
	return [before, after];
}

/**
 * What a gauge was at least at both ends of the window. After a single sample, a value from `limit` on may be one of the
 * moment: then it is said as unknown.
 */
export function* lastingValue(
	reply: Answered<MetricsWindow>,
	name: string,
	limit: number,
): Generator<Outcome, number | undefined> {
	const watch = watchOf(reply);
	if (watch) {
		const values = yield* toldTwice(watch, name);
		return values && Math.min(...values);
	}
	const value = yield* told(reply, name);
	if (value !== undefined && value >= limit) {
		yield {
			unknown: t('{0}: {1} is {2}; a second sample would tell whether it stays so.', labelOf(reply), name, value),
		};
	}
	return undefined;
}

function untold(reply: Answered<MetricsWindow>, name: string): Outcome {
	return { unknown: t('The metrics of {0} do not have {1}.', labelOf(reply), name) };
}

/** One text for one set of labels, whatever their order. */
export function keyOf(labels: Sample['labels']): string {
	return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How long the process has run, by the member's word and our clock; `undefined` when it does not tell. */
export function uptimeMs(samples: readonly Sample[], now: number): number | undefined {
	const started = valueOf(samples, startTime);
	return started === undefined ? undefined : Math.max(0, now - started * 1000);
}

/** How a message names the time that a window spans. */
export function windowWords(windowMs: number): string {
	return t('in {0}', formatDuration(windowMs));
}

/** How a message names the time that counters span which were read once. */
export function sinceStartWords(samples: readonly Sample[], now: number): string {
	const uptime = uptimeMs(samples, now);
	return uptime === undefined
		? t('since its process started')
		: t('since its process started {0} ago', formatDuration(uptime));
}
