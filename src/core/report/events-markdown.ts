import { shortAge } from '../short-age.ts';
import type { EventReport } from '../event-report.ts';
import type { EventGroup } from '../event-groups.ts';
import { t } from '../words.ts';
import { linkWords, rowWords } from './events-text.ts';
import { code, documentOf, literal, table } from './markdown-text.ts';
import { severityWord } from './report-words.ts';

/** The rows as a table to attach to an issue. */
export function eventsToMarkdown({ takenAt, cluster, groups, links, notes }: EventReport, quorum: string): string {
	const head = [t('Severity'), t('Count'), t('Last'), t('Object'), t('Reason'), t('Message')];
	const rowOf = (group: EventGroup) => {
		const { count, about } = rowWords(group);
		const linked = (links.get(group.key) ?? []).map(link => `↳ ${literal(linkWords(link))}`);
		const message = [literal(group.message.trim()), ...linked].join('<br>');
		const age = shortAge(takenAt - group.last);
		return [severityWord(group.severity), count, age, code(about), code(group.reason), message];
	};
	return documentOf([
		[`# ${t('Events of {0}, {1}', literal(cluster === '' ? '?' : cluster), new Date(takenAt).toISOString())}`],
		[t('As of {0}, by Quorum {1}.', new Date(takenAt).toISOString(), literal(quorum))],
		notes.map(note => `> ${literal(note)}`),
		groups.length === 0 ? [t('No event fits.')] : table(head, groups.map(rowOf)),
	]);
}
