import { atOnce } from './at-once.ts';
import { workloadOf } from './kubernetes-workloads.ts';
import { type EventCategory, meaningOfReason } from './event-reasons.ts';
import { templateOf } from './event-template.ts';
import { severities, type Severity } from './finding.ts';
import type { KubeEvent } from './kubernetes-events.ts';
import { type ByUid, topOwnerOf } from './kubernetes-owners.ts';
import { nodeNameOf } from './kubernetes-pods.ts';
import { labelOf, type ObjectReference, referenceOf } from './kubernetes.ts';

export const eventGroupings = ['owner', 'object', 'pattern', 'node', 'source'] as const;
export type EventGrouping = (typeof eventGroupings)[number];

/** Events that tell the same of the same: one row. */
export interface EventGroup {
	readonly key: string;
	/** What stands for all of them: the top owner, the object itself, the node; missing where the row spans many. */
	readonly object?: ObjectReference;
	/** Whom they are about, each once. */
	readonly objects: readonly ObjectReference[];
	readonly namespace?: string;
	readonly reason: string;
	readonly template: string;
	/** The newest message as it was written. */
	readonly message: string;
	readonly source: string;
	readonly category: EventCategory;
	readonly severity: Severity;
	readonly count: number;
	/** Some were combined or held back by their emitter: there were at least so many. */
	readonly isLowerBound: boolean;
	/** Milliseconds since 1970. */
	readonly first: number;
	readonly last: number;
	/** Where the objects are. */
	readonly nodes: readonly string[];
}

/** Whatever the API knows of the objects that events are about: who made them, and on which node they are. */
export interface EventSurroundings {
	readonly objects: ByUid;
}

/** The events in rows, gravest and newest first. */
export function groupEvents(
	events: readonly KubeEvent[],
	around: EventSurroundings,
	by: EventGrouping = 'owner',
): EventGroup[] {
	return atOnce(groupingEvents(events, around, by));
}

/** The same in steps, the longest of which puts the rows together. */
export function* groupingEvents(
	events: readonly KubeEvent[],
	around: EventSurroundings,
	by: EventGrouping = 'owner',
): Generator<void, EventGroup[]> {
	const placed: Placed[] = [];
	for (const event of events) {
		placed.push(placeOf(event, around));
		yield;
	}
	return [...Map.groupBy(placed, each => keyOf(each, by))]
		.map(([key, members]) => groupOf(key, members, by))
		.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.last - a.last);
}

interface Placed {
	readonly event: KubeEvent;
	readonly owner: ObjectReference;
	readonly node?: string;
	readonly template: string;
}

function placeOf(event: KubeEvent, { objects }: EventSurroundings): Placed {
	const object = objects.get(event.object.uid ?? '');
	const isNode = event.object.kind === 'Node';
	const node = isNode ? event.object.name : ((object && nodeNameOf(object)) ?? event.node);
	const top = object && topOwnerOf(object, objects);
	// A pod whose owner was not fetched still tells the name of its workload.
	const owner = top ? (top.kind === 'Pod' ? workloadOf(top) : referenceOf(top)) : referenceWithoutUid(event.object);
	return { event, owner, template: templateOf(event.message, event.object.name), ...(node !== undefined && { node }) };
}

function keyOf({ event, owner, node, template }: Placed, by: EventGrouping): string {
	const { object, reason, source } = event;
	switch (by) {
		case 'owner':
			return [labelOf(owner), reason, template].join('|');
		case 'object':
			return [object.uid ?? labelOf(object), reason, template].join('|');
		case 'pattern':
			return [reason, object.kind, object.namespace ?? ''].join('|');
		case 'node':
			return [node ?? '', reason].join('|');
		case 'source':
			return [source, reason].join('|');
	}
}

function groupOf(key: string, members: readonly Placed[], by: EventGrouping): EventGroup {
	const newest = members.reduce((a, b) => (b.event.last > a.event.last ? b : a));
	const { event, owner, node, template } = newest;
	const object =
		by === 'owner'
			? owner
			: by === 'object'
				? referenceWithoutUid(event.object)
				: by === 'node' && node !== undefined
					? nodeReference(node)
					: undefined;
	const namespaces = new Set(members.map(each => each.event.object.namespace));
	const [namespace] = namespaces;
	const { category, severity } = meaningOfReason(event.reason, event.type);
	const first = Math.min(...members.map(each => each.event.first));
	return {
		key,
		...(object && { object }),
		objects: [
			...new Map(members.map(each => [labelOf(each.event.object), referenceWithoutUid(each.event.object)])).values(),
		],
		...(namespaces.size === 1 && namespace !== undefined && { namespace }),
		reason: event.reason,
		template,
		message: event.message,
		source: event.source,
		category,
		severity: event.reason === 'FailedScheduling' && event.last - first < patienceMs ? 'warning' : severity,
		count: members.reduce((sum, each) => sum + each.event.count, 0),
		isLowerBound: members.some(each => each.event.isLossy),
		first,
		last: event.last,
		nodes: [...new Set(members.map(each => each.node).filter(each => each !== undefined))],
	};
}

/** An autoscaler brings a node within this time, and the pod that waited for it runs. */
const patienceMs = 5 * 60_000;

function nodeReference(name: string): ObjectReference {
	return { apiVersion: 'v1', kind: 'Node', name };
}

function referenceWithoutUid({ apiVersion, kind, namespace, name }: ObjectReference): ObjectReference {
	return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}
