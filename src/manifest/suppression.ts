import { lineStartsOf, positionIn, sourceOf } from './location.ts';
import type { ManifestSet } from './parse.ts';
import type { Place, SourceFile } from './source.ts';

/** Whether the file says, at the place, that this check be silent. */
export function isSuppressed(check: string, place: Place, set: ManifestSet, message?: string): boolean {
	return suppressionOf(check, place, set, message) !== undefined;
}

/**
 * The line, 1-based, of the comment that silences a check at a place: `# quorum-ignore: id, id` behind it or alone on the
 * line above it, or `# quorum-ignore-file: id, id` anywhere in the file. The comment of the YAML language server counts
 * too: `# yaml-language-server-disable` above the line, for all or for messages that have one of some words.
 */
export function suppressionOf(check: string, place: Place, set: ManifestSet, message = ''): number | undefined {
	const source = sourceOf(place.path, set);
	if (!speaks(source)) {
		return undefined;
	}
	const starts = lineStartsOf(source);
	const lineAt = (index: number) => source.text.slice(starts[index] ?? 0, starts[index + 1]).replace(/[\r\n]+$/, '');
	const names = (index: number, comment: RegExp) => index >= 0 && idsIn(lineAt(index), comment).includes(check);
	const line = positionIn(source, place.start).line - 1;
	const found = names(line, behind)
		? line
		: names(line - 1, alone) || isDisabled(lineAt(line - 1), `${check} ${message}`)
			? line - 1
			: starts.findIndex((_start, index) => names(index, ofFile));
	return found === -1 ? undefined : found + 1;
}

const known = new WeakMap<SourceFile, boolean>();

/** Whether there is any such comment: every finding asks. */
function speaks(source: SourceFile): boolean {
	const found = known.get(source) ?? /quorum-ignore|yaml-language-server-disable/.test(source.text);
	known.set(source, found);
	return found;
}

const behind = /(?:^|\s)[#;]\s*quorum-ignore:(.*)$/;
const alone = /^\s*[#;]\s*quorum-ignore:(.*)$/;
const ofFile = /(?:^|\s)[#;]\s*quorum-ignore-file:(.*)$/;

/** What follows the ids, after a blank, is for people. */
function idsIn(line: string | undefined, comment: RegExp): string[] {
	const list = comment.exec(line ?? '')?.[1] ?? '';
	return list.split(',').map(id => id.trim().split(/\s/)[0] ?? '');
}

/** As the YAML language server reads it: without words it is about everything. */
function isDisabled(line: string | undefined, about: string): boolean {
	const words = /^\s*#\s*yaml-language-server-disable\b(.*)$/.exec(line ?? '')?.[1];
	const parts = (words ?? '').split(',').filter(part => part.trim() !== '');
	const text = about.toLowerCase();
	return words !== undefined && (parts.length === 0 || parts.some(part => text.includes(part.trim().toLowerCase())));
}
