import { positionOf, textOf } from './location.ts';
import type { ManifestSet } from './parse.ts';
import type { Place } from './source.ts';

/** Whether the file says, at the place, that this check be silent. */
export function isSuppressed(check: string, place: Place, set: ManifestSet): boolean {
	return suppressionOf(check, place, set) !== undefined;
}

/**
 * The line, 1-based, of the comment that silences a check at a place: `# quorum-ignore: id, id` behind it or alone on the
 * line above it, or `# quorum-ignore-file: id, id` anywhere in the file.
 */
export function suppressionOf(check: string, place: Place, set: ManifestSet): number | undefined {
	const text = textOf(place.path, set);
	if (!text.includes('quorum-ignore')) {
		return undefined;
	}
	const lines = text.split(/\r\n|\r|\n/);
	const names = (index: number, comment: RegExp) => idsIn(lines[index], comment).includes(check);
	const line = positionOf(text, place.start).line - 1;
	const found = names(line, behind)
		? line
		: names(line - 1, alone)
			? line - 1
			: lines.findIndex((_line, index) => names(index, ofFile));
	return found === -1 ? undefined : found + 1;
}

const behind = /(?:^|\s)[#;]\s*quorum-ignore:(.*)$/;
const alone = /^\s*[#;]\s*quorum-ignore:(.*)$/;
const ofFile = /(?:^|\s)[#;]\s*quorum-ignore-file:(.*)$/;

/** What follows the ids, after a blank, is for people. */
function idsIn(line: string | undefined, comment: RegExp): string[] {
	const list = comment.exec(line ?? '')?.[1] ?? '';
	return list.split(',').map(id => id.trim().split(/\s/)[0] ?? '');
}
