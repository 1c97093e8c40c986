import { check, type Check } from '../core/check.ts';
import { formatDuration } from '../core/duration.ts';
import type { LogDigest, LogGroup } from '../core/log-facts.ts';
import type { Outcome, Severity } from '../core/finding.ts';
import { t } from '../core/words.ts';
import { logLineOf, type LogLineRow, type LogTopic } from '../schema/log-lines.ts';

export interface LogRule {
	readonly id: `log/${LogTopic}`;
	readonly title: string;
	readonly remedy: string;
	readonly severity: Severity;
}

/** A check that tells which lines of its topic a log has: how often, since when and until when. */
export function logCheck(rule: LogRule): Check {
	return check({
		...rule,
		needs: ['logs'],
		params: {},
		*run({ logs }) {
			for (const log of yield* readable(logs)) {
				for (const group of log.groups) {
					const row = logLineOf(group.line);
					if (row && `log/${row.topic}` === rule.id) {
						yield {
							message: groupInWords(log, group),
							subject: { kind: 'file', document: log.document },
							...severityOf(row, group),
						};
					}
				}
			}
		},
	});
}

function severityOf({ severity, often = 0 }: LogLineRow, { count }: LogGroup): { readonly severity?: Severity } {
	return count < often ? { severity: 'info' } : severity ? { severity } : {};
}

/** Logs in which at least one line was understood; of the others nothing is known. */
export function* readable(logs: readonly LogDigest[]): Generator<Outcome, LogDigest[]> {
	for (const log of logs) {
		if (log.lines === 0) {
			yield { unknown: t('{0} is empty.', log.document), missing: ['logs'] };
		} else if (log.foreign >= log.lines) {
			yield { unknown: t('{0} has no line in a form in which etcd logs.', log.document), missing: ['logs'] };
		} else if (log.unread !== undefined) {
			yield { unknown: t('{0} was read in part: {1}', log.document, log.unread), missing: ['logs'] };
		}
	}
	return logs.filter(({ lines, foreign }) => foreign < lines);
}

/** The line, how often and when, and who or what it was about. */
export function groupInWords({ document }: LogDigest, group: LogGroup): string {
	const { line, count, lineNumber, first, last, longestMs, details } = group;
	const times = count === 1 ? t('once, in line {0}', lineNumber) : t('{0} times, first in line {1}', count, lineNumber);
	const period = first === undefined ? [] : [periodOf(first, last ?? first)];
	const longest = longestMs === undefined ? [] : [t('longest {0}', formatDuration(longestMs))];
	const about = [...Map.groupBy(details, ({ field }) => field)].map(
		([field, each]) => `${field}: ${each.map(({ value, count: number }) => `${value} (${number})`).join(', ')}`,
	);
	return t('{0}: “{1}” {2}.', document, line, [times, ...period, ...longest, ...about].join('; '));
}

function periodOf(first: number, last: number): string {
	const [from, to] = [new Date(first).toISOString(), new Date(last).toISOString()];
	return from === to ? from : t('{0} to {1}', from, to);
}
