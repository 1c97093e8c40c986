import { t } from '../core/words.ts';
import { escapeControls } from './inspect/printable.ts';
import type { Cell, Row } from './inspect/subcommand.ts';

/** `name: value` for each column that the row knows. */
export function cardText(columns: Readonly<Record<string, string>>, row: Row): string {
	const known = Object.entries(columns).filter(([field]) => row[field] !== undefined);
	const width = Math.max(...known.map(([, title]) => title.length)) + 2;
	return known
		.map(([field, title]) => {
			const cell = row[field];
			return typeof cell === 'string' && cell.includes('\n')
				? `${title}:\n${blockText(cell)}\n`
				: `${`${title}:`.padEnd(width)}${cellText(cell, t('no'))}\n`;
		})
		.join('');
}

/** Several lines stay several lines: only what else a terminal would act on is escaped. */
function blockText(text: string): string {
	return text
		.replace(/\n$/, '')
		.split('\n')
		.map(line => line.split('\t').map(escapeControls).join('\t'))
		.join('\n');
}

/** Tabs between the columns: rows come before the widths of all are known, and `column -t` and `cut` take it. */
export function headText(columns: Readonly<Record<string, string>>): string {
	return `${Object.values(columns).join('\t')}\n`;
}

export function rowText(columns: Readonly<Record<string, string>>, row: Row): string {
	return `${Object.keys(columns)
		.map(field => cellText(row[field], '-'))
		.join('\t')}\n`;
}

/** For JSON: without what is only for the eye. */
export function jsonLine(row: Row): string {
	const fields = Object.entries(row).filter(([field]) => !field.startsWith('shown'));
	return `${JSON.stringify(Object.fromEntries(fields), (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n`;
}

/** A cell on one line; `-` where nothing is known. */
export function cellText(cell: Cell, no: string): string {
	if (cell === undefined) {
		return '-';
	}
	if (typeof cell === 'boolean') {
		return cell ? t('yes') : no;
	}
	if (Array.isArray(cell)) {
		return cell.length === 0 ? '-' : cell.map(each => escapeControls(String(each))).join('; ');
	}
	return escapeControls(typeof cell === 'object' ? JSON.stringify(cell) : String(cell));
}
