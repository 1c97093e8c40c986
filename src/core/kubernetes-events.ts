import { atOnce } from './at-once.ts';
import { fieldOf, numberOf, textOf, type KubeObject, type ObjectReference } from './kubernetes.ts';
import { withoutSecretsIn } from './secrets.ts';

/** An event, whichever of the two APIs told it; times are milliseconds since 1970. */
export interface KubeEvent {
	readonly uid: string;
	readonly object: ObjectReference & { readonly uid?: string };
	readonly related?: ObjectReference & { readonly uid?: string };
	readonly reason: string;
	readonly type: string;
	readonly message: string;
	/** Who says so, and on which node. */
	readonly source: string;
	readonly node?: string;
	readonly first: number;
	readonly last: number;
	/** How often it happened; an object of the API stands for many. */
	readonly count: number;
	/** Part of what happened has no event: the emitter was held back, so that the count is a lower bound. */
	readonly isLossy: boolean;
}

const combined = '(combined from similar events): ';

/** One list of tens of thousands is read by a dozen checks. */
const lists = new WeakMap<readonly KubeObject[], readonly KubeEvent[]>();
/** A list that is watched is read again with each change. */
const known = new WeakMap<KubeObject, KubeEvent>();

export function eventsOf(objects: readonly KubeObject[]): readonly KubeEvent[] {
	return lists.get(objects) ?? atOnce(readingEvents(objects));
}

/** The same in steps: the first look at tens of thousands of events takes longer than a window may stand still. */
export function* readingEvents(objects: readonly KubeObject[]): Generator<void, readonly KubeEvent[]> {
	const events: KubeEvent[] = [];
	for (const object of objects) {
		const event = known.get(object) ?? eventOf(object);
		known.set(object, event);
		events.push(event);
		yield;
	}
	lists.set(objects, events);
	return events;
}

/** Reads both forms: `involvedObject` and `count`, or `regarding`, `note` and `series`. */
export function eventOf(object: KubeObject): KubeEvent {
	// Whoever writes events writes what he was given, passwords in URLs too.
	const message = withoutSecretsIn(textOf(object, 'message') ?? textOf(object, 'note') ?? '');
	const isLossy = message.startsWith(combined);
	const related = targetOf(object, 'related');
	const node = textOf(object, 'source', 'host') ?? textOf(object, 'deprecatedSource', 'host');
	return {
		uid: object.metadata.uid,
		object: targetOf(object, 'involvedObject') ??
			targetOf(object, 'regarding') ?? { apiVersion: '', kind: '', name: '' },
		...(related && { related }),
		reason: textOf(object, 'reason') ?? '',
		type: textOf(object, 'type') ?? '',
		message: isLossy ? message.slice(combined.length) : message,
		source:
			textOf(object, 'source', 'component') ??
			textOf(object, 'reportingComponent') ??
			textOf(object, 'reportingController') ??
			'',
		...(node && { node }),
		...spanOf(object),
		count: numberOf(object, 'series', 'count') ?? numberOf(object, 'count') ?? numberOf(object, 'deprecatedCount') ?? 1,
		isLossy,
	};
}

/** Any of the times may be missing or null; the last is the latest that is told. */
function spanOf(object: KubeObject): { readonly first: number; readonly last: number } {
	const created = object.metadata.creationTimestamp;
	const times = (...each: readonly (string | undefined)[]) =>
		each.map(time => Date.parse(time ?? '')).filter(time => !Number.isNaN(time));
	const eventTime = textOf(object, 'eventTime');
	const firsts = times(
		textOf(object, 'firstTimestamp'),
		textOf(object, 'deprecatedFirstTimestamp'),
		eventTime,
		created,
	);
	const lasts = times(
		textOf(object, 'series', 'lastObservedTime'),
		textOf(object, 'lastTimestamp'),
		textOf(object, 'deprecatedLastTimestamp'),
		eventTime,
		created,
	);
	const first = firsts[0] ?? 0;
	return { first, last: Math.max(first, ...lasts) };
}

function targetOf(event: KubeObject, field: string): (ObjectReference & { readonly uid?: string }) | undefined {
	const target = fieldOf(event, field);
	const [kind, name] = [textOf(target, 'kind'), textOf(target, 'name')];
	if (kind === undefined || name === undefined) {
		return undefined;
	}
	const [namespace, uid] = [textOf(target, 'namespace'), textOf(target, 'uid')];
	return {
		apiVersion: textOf(target, 'apiVersion') ?? '',
		kind,
		...(namespace !== undefined && namespace !== '' && { namespace }),
		name,
		...(uid !== undefined && uid !== '' && { uid }),
	};
}

/** Those that happened lately enough to speak of what is now. */
export function recentEvents(objects: readonly KubeObject[], now: number, spanMs: number): KubeEvent[] {
	return eventsOf(objects).filter(({ last }) => now - last <= spanMs);
}
