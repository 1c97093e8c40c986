import { eventFacts, eventReportOf, type EventReport, type EventReportOptions } from '../../core/event-report.ts';
import { eventsToJson } from '../../core/report/events-json.ts';
import { eventsToText } from '../../core/report/events-text.ts';
import type { KubernetesHost } from './diagnose.ts';
import { factsOfCluster, needed } from './facts-of.ts';
import type { ClusterChoice } from './open-cluster.ts';

/** The events of a cluster in rows. Who may not list the owners of pods sees finer rows. */
export async function eventsOfCluster(
	choice: ClusterChoice,
	options: Omit<EventReportOptions, 'cluster'>,
	timeoutMs: number,
	host: KubernetesHost,
): Promise<EventReport> {
	const collected = await factsOfCluster(choice, eventFacts, timeoutMs, host);
	const facts = {
		...collected.facts,
		now: needed(collected, 'now'),
		kubeEvents: needed(collected, 'kubeEvents'),
	};
	return eventReportOf(facts, { ...options, cluster: collected.context });
}

export const eventFormats = {
	text: eventsToText,
	json: eventsToJson,
} as const satisfies Readonly<Record<string, (report: EventReport, quorum: string) => string>>;

export type EventFormat = keyof typeof eventFormats;
