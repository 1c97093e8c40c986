import type { EventReport } from '../event-report.ts';

export function eventsToJson({ takenAt, cluster, groups, links, notes }: EventReport, quorum: string): string {
	const events = groups.map(({ key, first, last, ...group }) => ({
		...group,
		first: new Date(first).toISOString(),
		last: new Date(last).toISOString(),
		links: links.get(key) ?? [],
	}));
	return `${JSON.stringify({ quorum, cluster, takenAt: new Date(takenAt).toISOString(), notes, events }, undefined, 2)}\n`;
}
