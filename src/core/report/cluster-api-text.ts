import type { ClusterApiRow } from '../cluster-api-tree.ts';
import { ageOf } from '../kubernetes-time.ts';
import { plain } from '../plain.ts';
import { shortAge } from '../short-age.ts';
import { t } from '../words.ts';

/** The tree as a terminal shows it: `clusterctl describe` with its columns. */
export function clusterApiToText(roots: readonly ClusterApiRow[], now: number, notes: readonly string[]): string {
	const lines = roots.flatMap(root => linesOf(root, '', ''));
	const rows = [
		headings(lines.some(({ row }) => row.severity !== undefined)),
		...lines.map(({ name, row }) => cellsOf(name, row, now)),
	];
	// A column that nothing stands in is left out.
	const used = rows[0]?.map((_, column) => column === 0 || rows.slice(1).some(row => row[column] !== '')) ?? [];
	const table = tableOf(rows.map(row => row.filter((_, column) => used[column])));
	return [table, ...notes.map(note => `! ${note}`), ''].join('\n');
}

interface Line {
	readonly name: string;
	readonly row: ClusterApiRow;
}

function linesOf(row: ClusterApiRow, lead: string, below: string): Line[] {
	const children = row.children.flatMap((child, index) => {
		const isLast = index === row.children.length - 1;
		return linesOf(child, `${below}${isLast ? '└─' : '├─'}`, `${below}${isLast ? '  ' : '│ '}`);
	});
	return [{ name: `${lead}${row.label}`, row }, ...children];
}

function headings(hasSeverities: boolean): string[] {
	const severity = hasSeverities ? t('SEVERITY') : '';
	return [
		t('NAME'),
		t('REPLICAS'),
		t('AVAILABLE'),
		t('READY'),
		t('UP TO DATE'),
		t('STATUS'),
		severity,
		t('REASON'),
		t('SINCE'),
		t('MESSAGE'),
	];
}

function cellsOf(name: string, row: ClusterApiRow, now: number): string[] {
	const age = ageOf(now, row.since);
	return [
		name,
		row.replicas ?? '',
		row.available ?? '',
		row.ready ?? '',
		row.upToDate ?? '',
		row.status ?? '',
		row.severity ?? '',
		row.reason ?? '',
		age === undefined ? '' : shortAge(age),
		oneLine(row.message ?? ''),
	];
}

/** A message of several lines has one for each cause; the first says enough here. */
function oneLine(message: string): string {
	const [first = '', ...more] = message.split('\n').filter(line => line.trim() !== '');
	return plain(more.length > 0 ? `${first} …` : first, 120);
}

function tableOf(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	return rows
		.map(row =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
