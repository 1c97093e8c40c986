import { logChecks } from '../../checks/log/index.ts';
import type { Severity } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { parseLogLine } from '../../disk/log-line.ts';
import { idOfLogLine, recognizeLogLine, type LogLineRow } from '../../schema/log-lines.ts';

/** A line of a log that means something, and what to do about it. */
export interface LogMark {
	/** From 0. */
	readonly line: number;
	readonly check: string;
	readonly severity: Severity;
	readonly message: string;
}

/** VS Code shows no more in one file. */
const mostMarks = 1000;

const checksById = new Map(logChecks.map(check => [check.id, check]));

/** What a log says line by line; of what comes again and again the first lines, with how often in all. */
export function logMarks(text: string): LogMark[] {
	const seen = text.split('\n').flatMap((line, at) => {
		const row = rowOf(line);
		return row && row.topic !== 'normal' ? [{ row, line: at }] : [];
	});
	const counts = Map.groupBy(seen, ({ row }) => idOfLogLine(row));
	return seen.slice(0, mostMarks).flatMap(({ row, line }) => {
		const mark = markOf(row, counts.get(idOfLogLine(row))?.length ?? 1);
		return mark ? [{ ...mark, line }] : [];
	});
}

function rowOf(text: string): LogLineRow | undefined {
	const line = parseLogLine(text);
	const error = line?.fields['error'];
	return line && recognizeLogLine(line.msg, typeof error === 'string' ? error : undefined);
}

function markOf(row: LogLineRow, count: number): Omit<LogMark, 'line'> | undefined {
	const check = checksById.get(`log/${row.topic}`);
	if (!check) {
		return undefined;
	}
	const times = count === 1 ? t('once in this log') : t('{0} times in this log', count);
	return {
		check: check.id,
		severity: count < (row.often ?? 0) ? 'info' : (row.severity ?? check.severity),
		message: `${t(check.title)} (${times}).\n${t(check.remedy)}`,
	};
}
