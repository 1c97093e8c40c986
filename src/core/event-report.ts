import { atOnce } from './at-once.ts';
import { formatDuration } from './duration.ts';
import { correlateEvents, type EventLink } from './event-correlation.ts';
import { type EventFilter, filterEvents } from './event-filter.ts';
import { type EventGroup, type EventGrouping, groupingEvents } from './event-groups.ts';
import { type KeptEvent, mergeHistory } from './event-history.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { type KubeEvent, readingEvents } from './kubernetes-events.ts';
import { byUid } from './kubernetes-owners.ts';
import { t } from './words.ts';

/** The events of a cluster as they are shown: in rows, with what each has to do with what was found. */
export interface EventReport {
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	readonly cluster: string;
	readonly groups: readonly EventGroup[];
	readonly links: ReadonlyMap<string, readonly EventLink[]>;
	/** What the reader should know: that counts are lower bounds, how far back events reach. */
	readonly notes: readonly string[];
}

export type EventFacts = Pick<Facts, 'kubeEvents' | 'now'> & Partial<Pick<Facts, OwnerFact>>;

/** Lists that tell who made what; those that were not fetched only make the rows finer. */
const ownerFacts = [
	'pods',
	'replicaSets',
	'deployments',
	'statefulSets',
	'daemonSets',
	'jobs',
	'cronJobs',
	'machines',
	'machineSets',
	'machineDeployments',
	'kubeadmControlPlanes',
] as const;
type OwnerFact = (typeof ownerFacts)[number];

/** With the nodes, on which much of what happens depends. */
export const eventFacts: readonly (keyof Facts)[] = ['now', 'kubeEvents', 'nodes', ...ownerFacts];

export interface EventReportOptions {
	readonly cluster: string;
	readonly grouping?: EventGrouping;
	readonly filter?: EventFilter;
	/** What was kept of events that the API server has forgotten. */
	readonly kept?: readonly KeptEvent[];
	readonly findings?: readonly Finding[];
}

export function eventReportOf(facts: EventFacts, options: EventReportOptions): EventReport {
	return atOnce(reportingEvents(facts, options));
}

/** The same in steps: a window draws it again and again. */
export function* reportingEvents(
	facts: EventFacts,
	{ cluster, grouping, filter = {}, kept = [], findings = [] }: EventReportOptions,
): Generator<void, EventReport> {
	const told = yield* readingEvents(facts.kubeEvents.objects);
	const events = kept.length > 0 ? mergeHistory(kept, told) : told;
	const known = byUid(...ownerFacts.map(name => facts[name]?.objects ?? []));
	const all = yield* groupingEvents(events, { objects: known }, grouping);
	const groups = filterEvents(all, filter);
	yield;
	const links = correlateEvents(all, findings);
	return { takenAt: facts.now, cluster, groups, links, notes: notesOn(events, groups, facts.now, kept.length > 0) };
}

function notesOn(events: readonly KubeEvent[], groups: readonly EventGroup[], now: number, isKept: boolean): string[] {
	const first = events.reduce((oldest, each) => Math.min(oldest, each.first), Infinity);
	const oldest =
		events.length === 0
			? t('The API server tells no events.')
			: t('The oldest event is {0} old.', formatDuration(now - first));
	const forgets = t('An API server keeps events for an hour unless --event-ttl says otherwise.');
	const bounds = groups.some(({ isLowerBound }) => isLowerBound)
		? [t('Counts with ≥ are lower bounds: whoever wrote those events held some back.')]
		: [];
	return [isKept ? oldest : `${oldest} ${forgets}`, ...bounds];
}
