import { severityWord } from './report-words.ts';
import type { EventLink } from '../event-correlation.ts';
import type { EventGroup } from '../event-groups.ts';
import type { EventReport } from '../event-report.ts';
import { labelOf } from '../kubernetes.ts';
import { plain } from '../plain.ts';
import { shortAge } from '../short-age.ts';
import { t } from '../words.ts';

/** The rows as a terminal shows them: how grave, how often, how new, about what, and what they have to do with it. */
export function eventsToText({ takenAt, cluster, groups, links, notes }: EventReport): string {
	const lines = groups.flatMap(group => [
		rowLine(group, takenAt),
		`    ${plain(group.message.trim(), 300)}`,
		...(links.get(group.key) ?? []).map(link => `    ↳ ${linkWords(link)}`),
	]);
	const sections = [
		[t('Events of {0}, {1}', cluster === '' ? '?' : cluster, new Date(takenAt).toISOString())],
		notes.map(note => `! ${note}`),
		groups.length === 0 ? [t('No event fits.')] : lines,
		[
			t(
				'{0} rows, {1} events',
				groups.length,
				groups.reduce((sum, { count }) => sum + count, 0),
			),
		],
	];
	return `${sections
		.filter(section => section.length > 0)
		.map(section => section.join('\n'))
		.join('\n\n')}\n`;
}

/** How often, and about what. */
export function rowWords({ count, isLowerBound, object, objects, namespace }: EventGroup): {
	readonly count: string;
	readonly about: string;
} {
	const kinds = [...new Set(objects.map(({ kind }) => kind))].join(', ');
	const about = object ? labelOf(object) : [kinds, namespace].filter(each => each !== undefined).join(' ');
	return { count: `${isLowerBound ? '≥' : '×'}${count}`, about };
}

function rowLine(group: EventGroup, now: number): string {
	const { severity, first, last, objects, reason, nodes } = group;
	const { count, about } = rowWords(group);
	const where = nodes.length === 0 ? '' : nodes.length > 3 ? t('{0} nodes', nodes.length) : nodes.join(', ');
	const span = first === last ? shortAge(now - last) : `${shortAge(now - last)}…${shortAge(now - first)}`;
	const many = objects.length > 1 ? t('{0} objects', objects.length) : '';
	return [severityWord(severity), count, span, about, reason, many, where].filter(part => part !== '').join('  ');
}

/** What the row has to do with, and by which rule. */
export function linkWords({ words, finding, cause }: EventLink): string {
	return finding
		? `${words}: ${finding.message}  [${finding.check}]`
		: `${words}: ${cause?.reason ?? ''} ${cause?.label ?? ''}`;
}
