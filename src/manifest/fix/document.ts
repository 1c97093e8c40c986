import type { TextEdit } from '../../core/fix.ts';
import type { ManifestDocument } from '../document.ts';
import { eolOf } from './written.ts';

/** The separator goes, and with it the piece becomes part of its neighbour. */
export function deleteDocument(document: ManifestDocument, text: string): readonly TextEdit[] | undefined {
	const { start } = document.find([], 'key');
	const separators = [...text.matchAll(/^---[ \t]*(?:\r?\n|$)/gm)];
	const before = separators.findLast(each => each.index < start);
	const after = separators.find(each => each.index > start);
	const own = separators.find(each => each.index === start);
	const isFirst = !before || text.slice(0, before.index).trim() === '';
	const separator = own ?? (isFirst ? after : before);
	return separator && [{ start: separator.index, end: separator.index + separator[0].length, text: '' }];
}

/** A further document at the end of a file; a text of JSON has one alone. */
export function appendDocument(lines: readonly string[], text: string): readonly TextEdit[] | undefined {
	const eol = eolOf(text);
	const isJson = /^\s*[{[]/.test(text) && !/^---/m.test(text);
	const end = text.trimEnd().length;
	const isClosed = /^\.\.\.$/m.test(text.slice(0, end));
	const separator = /^---$/m.test(text.slice(0, end).split(/\r?\n/).at(-1) ?? '') ? [] : ['---'];
	return isJson || isClosed
		? undefined
		: [{ start: end, end: text.length, text: ['', ...separator, ...lines, ''].join(eol) }];
}
