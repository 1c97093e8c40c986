import type { Collected } from '../../core/collect.ts';
import { eventFacts, eventReportOf, type EventReport, type EventReportOptions } from '../../core/event-report.ts';
import { eventsToJson } from '../../core/report/events-json.ts';
import { eventsToText } from '../../core/report/events-text.ts';
import { t } from '../../core/words.ts';
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
	const report = eventReportOf(facts, { ...options, cluster: collected.context });
	return { ...report, notes: [...report.notes, ...unseenOwners(collected.gaps)] };
}

/** Rows of pods whose owners nobody may list stand apart, which would read as if they had nothing in common. */
function unseenOwners(gaps: Collected['gaps']): string[] {
	const reasons = [...new Set(eventFacts.flatMap(name => gaps[name] ?? []))];
	return reasons.length === 0
		? []
		: [t('Owners of some objects are not known, so their rows are not put together. {0}', reasons.join(' '))];
}

export const eventFormats = {
	text: eventsToText,
	json: eventsToJson,
} as const satisfies Readonly<Record<string, (report: EventReport, quorum: string) => string>>;

export type EventFormat = keyof typeof eventFormats;
