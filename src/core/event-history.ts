import { flag, moment, number, object, optional, text, type Shape } from './shapes.ts';
import type { KubeEvent } from './kubernetes-events.ts';

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
 * by; what is not told any more stays until it is too old, and the oldest go first when there are too many.
 */
export function mergeHistory(
	kept: readonly KeptEvent[],
	told: readonly KubeEvent[],
	now: number,
	limits: HistoryLimits = historyLimits,
): KeptEvent[] {
	const all = new Map(kept.map(event => [event.uid, event]));
	for (const event of told) {
		const former = all.get(event.uid);
		all.set(event.uid, former ? continued(former, event) : { ...event, told: event.count });
	}
	return [...all.values()]
		.filter(({ last }) => now - last <= limits.maxAgeMs)
		.sort((a, b) => a.last - b.last)
		.slice(-limits.maxEvents);
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

export function historyToLines(kept: readonly KeptEvent[]): string {
	return kept.map(event => `${JSON.stringify(event)}\n`).join('');
}

/** What can be read of a file of such lines; a line that was cut off while it was written is passed over and counted. */
export function historyOfLines(text: string): { readonly events: KeptEvent[]; readonly unreadable: number } {
	const lines = text.split('\n').filter(line => line.trim() !== '');
	const events = lines.flatMap(line => {
		const event = parsed(line);
		return event === undefined ? [] : [event];
	});
	return { events, unreadable: lines.length - events.length };
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
