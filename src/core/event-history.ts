import { flag, moment, number, object, optional, text, type Shape } from './shapes.ts';
import type { KubeEvent } from './kubernetes-events.ts';
import { plain } from './plain.ts';

/** An event as it is kept when the API server has forgotten it: one line of JSON. */
export interface KeptEvent extends KubeEvent {
	/** The count that the API server told last; the sum goes on when it begins anew. */
	readonly told: number;
}

export interface HistoryLimits {
	readonly maxAgeMs: number;
	readonly maxEvents: number;
}

/** A week, and as many as memory bears easily. */
export const historyLimits: HistoryLimits = { maxAgeMs: 7 * 86_400_000, maxEvents: 10_000 };

/**
 * What was kept and what is told now, each event once. One that is told again replaces itself and adds what its count grew
 * by; what is not told any more stays.
 */
export function mergeHistory(kept: readonly KeptEvent[], told: readonly KubeEvent[]): KeptEvent[] {
	const all = new Map(kept.map(event => [event.uid, event]));
	for (const event of told) {
		const former = all.get(event.uid);
		all.set(event.uid, former ? continued(former, event) : { ...event, told: event.count });
	}
	return [...all.values()];
}

/** What goes on being kept: nothing that is too old, and of too many the newest. */
export function withinLimits(
	kept: readonly KeptEvent[],
	now: number,
	{ maxAgeMs, maxEvents }: HistoryLimits = historyLimits,
): KeptEvent[] {
	return kept
		.filter(({ last }) => now - last <= maxAgeMs)
		.sort((a, b) => a.last - b.last)
		.slice(-maxEvents);
}

function continued(former: KeptEvent, event: KubeEvent): KeptEvent {
	// A count that went back began anew: all of it is new.
	const grown = event.count >= former.told ? event.count - former.told : event.count;
	return {
		...event,
		count: former.count + grown,
		told: event.count,
		first: Math.min(former.first, event.first),
		last: Math.max(former.last, event.last),
		isLossy: former.isLossy || event.isLossy,
	};
}

/** An API server takes messages of a kilobyte; what is kept is bounded whoever wrote it. */
const longestMessage = 1000;

/** One line of the file of an event. */
export function lineOfEvent(event: KeptEvent): string {
	return `${JSON.stringify({ ...event, message: plain(event.message, longestMessage) })}\n`;
}

export interface ReadHistory {
	readonly events: readonly KeptEvent[];
	readonly unreadable: number;
}

/** What can be read of a file of such lines, line by line; one that is damaged is passed over and counted. */
export function* historyOfLines(text: string): Generator<void, ReadHistory> {
	const events: KeptEvent[] = [];
	let unreadable = 0;
	for (const line of text.split('\n').filter(each => each.trim() !== '')) {
		const event = parsed(line);
		if (event) {
			events.push(event);
		} else {
			unreadable++;
		}
		yield;
	}
	return { events, unreadable };
}

const shape = object<KeptEvent>({
	uid: text,
	object: eventObject(),
	related: optional(eventObject()),
	reason: text,
	type: text,
	message: text,
	source: text,
	node: optional(text),
	first: moment,
	last: moment,
	count: number,
	isLossy: flag,
	told: number,
});

function eventObject(): Shape {
	return object<KubeEvent['object']>({
		apiVersion: text,
		kind: text,
		namespace: optional(text),
		name: text,
		uid: optional(text),
	});
}

function parsed(line: string): KeptEvent | undefined {
	try {
		const value: unknown = JSON.parse(line);
		// Its shape was just looked at.
		return shape(value, '') === undefined ? (value as KeptEvent) : undefined;
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}
		throw error;
	}
}
