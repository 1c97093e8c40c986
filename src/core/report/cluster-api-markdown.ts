import type { ClusterApiRow } from '../cluster-api-tree.ts';
import { t } from '../words.ts';
import { clusterApiToText } from './cluster-api-text.ts';
import { documentOf, literal } from './markdown-text.ts';

/** The tree to attach to an issue, as the terminal draws it. */
export function clusterApiToMarkdown(
	roots: readonly ClusterApiRow[],
	now: number,
	notes: readonly string[],
	quorum: string,
): string {
	const drawn = clusterApiToText(roots, now, []).trimEnd();
	return documentOf([
		[`# ${roots.map(({ label }) => literal(label)).join(', ')}`],
		[t('As of {0}, by Quorum {1}.', new Date(now).toISOString(), literal(quorum))],
		notes.map(note => `> ${literal(note)}`),
		// No message can end the fence: what is drawn has one line for each row, and each begins with its name.
		['```text', ...drawn.split('\n'), '```'],
	]);
}
