import { finish } from '../../adapters/breaths.ts';
import { clusterChecks } from '../../checks/kubernetes/index.ts';
import { defaultSettings } from '../../core/check.ts';
import type { Collected } from '../../core/collect.ts';
import { diagnosing, findingsOf } from '../../core/diagnose.ts';
import { eventFacts, eventReportOf, type EventReport, type EventReportOptions } from '../../core/event-report.ts';
import type { Finding } from '../../core/finding.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import { eventsToJson } from '../../core/report/events-json.ts';
import { eventsToMarkdown } from '../../core/report/events-markdown.ts';
import { eventsToText } from '../../core/report/events-text.ts';
import { t } from '../../core/words.ts';
import type { KubernetesHost } from './diagnose.ts';
import { factsOfOpen, needed, withCluster } from './facts-of.ts';
import { EventHistory } from './keep-events.ts';
import type { ClusterChoice } from './open-cluster.ts';

export interface EventOptions extends Pick<EventReportOptions, 'filter' | 'grouping'> {
	/** With what was kept here of former looks; what is told now is kept as well. */
	readonly history: boolean;
}

/** The events of a cluster in rows. Who may not list the owners of pods sees finer rows. */
export function eventsOfCluster(
	choice: ClusterChoice,
	options: EventOptions,
	timeoutMs: number,
	host: KubernetesHost,
): Promise<EventReport> {
	return withCluster(choice, timeoutMs, host, async cluster => {
		const collected = await factsOfOpen(cluster, eventFacts, host);
		const facts = {
			...collected.facts,
			now: needed(collected, 'now'),
			kubeEvents: needed(collected, 'kubeEvents'),
		};
		const history = options.history ? await EventHistory.of(cluster, host.signal) : undefined;
		const kept = await history?.add(eventsOf(facts.kubeEvents.objects), facts.now);
		const findings = await findingsIn(collected, facts.now, host.signal);
		const { filter, grouping } = options;
		const report = eventReportOf(facts, {
			cluster: cluster.context.name,
			findings,
			...(filter && { filter }),
			...(grouping && { grouping }),
			...(kept && { kept }),
		});
		return { ...report, notes: [...report.notes, ...(history?.notes() ?? []), ...unseenOwners(collected.gaps)] };
	});
}

/** What the checks find that need nothing but what is listed for the rows anyway. */
async function findingsIn({ facts }: Collected, takenAt: number, signal: AbortSignal): Promise<Finding[]> {
	const able = clusterChecks.filter(check => check.needs.every(name => facts[name] !== undefined));
	const run = diagnosing(able, { facts, gaps: {} }, defaultSettings, { name: '', takenAt });
	return findingsOf(await finish(run, signal, 1));
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
	markdown: eventsToMarkdown,
} as const satisfies Readonly<Record<string, (report: EventReport, quorum: string) => string>>;

export type EventFormat = keyof typeof eventFormats;
