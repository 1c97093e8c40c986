import { isScalar, parseAllDocuments } from 'yaml';
import type { YamlPath } from '../../core/finding.ts';
import type { Fix, FixEdit, PlainScalar, TextEdit } from '../../core/fix.ts';
import type { ManifestDocument } from '../document.ts';
import type { ParsedFile } from '../parse.ts';
import type { YamlValue } from '../yaml-value.ts';
import { deleteField } from './delete.ts';
import { appendDocument, deleteDocument } from './document.ts';
import { fieldOf, flowStyle, insert } from './insert.ts';
import { insertItem } from './insert-item.ts';
import { commentsInLines, editsInLines } from './lines.ts';
import { take } from './move.ts';
import { reshape } from './reshape.ts';
import { afterColon, commentsOf, isFlow, scalarText, styleAt } from './written.ts';

/**
 * The changes of text that a fix comes to; `undefined` where it cannot be applied to what is written. What comes out has
 * every comment, and no syntax error that was not there before: that is looked at, not hoped for.
 */
export function editsOf(fix: Fix, file: ParsedFile): readonly TextEdit[] | undefined {
	const edits: TextEdit[] = [];
	for (const edit of fix.edits) {
		const document = documentIn(file, edit.document);
		const own = document && editOf(edit, document, file);
		if (!own) {
			return undefined;
		}
		edits.push(...own.filter(each => !edits.some(other => isSame(each, other))));
	}
	const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
	const isLines = file.documents.some(({ fields }) => fields);
	const after = applyEdits(file.source.text, sorted);
	return isDisjoint(sorted) && (isLines ? isSafeInLines : isSafe)(file.source.text, after) ? sorted : undefined;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	return edits
		.toReversed()
		.reduce((whole, { start, end, text: to }) => whole.slice(0, start) + to + whole.slice(end), text);
}

/** What two aliases stand for is changed once. */
function isSame(a: TextEdit, b: TextEdit): boolean {
	return a.start === b.start && a.end === b.end && a.text === b.text;
}

function isDisjoint(edits: readonly TextEdit[]): boolean {
	return edits.every((edit, index) => index === 0 || (edits[index - 1]?.end ?? 0) <= edit.start);
}

function isSafe(before: string, after: string): boolean {
	return (
		after !== before &&
		errorsIn(after) <= errorsIn(before) &&
		(!isJson(before) || isJson(after)) &&
		commentsOf(before).sort().join('\n') === commentsOf(after).sort().join('\n')
	);
}

/** Programs that read JSON take no YAML. */
function isJson(text: string): boolean {
	if (!/^\s*[[{]/.test(text)) {
		return false;
	}
	try {
		JSON.parse(text);
		return true;
	} catch {
		// YAML in flow style, then.
		return false;
	}
}

function isSafeInLines(before: string, after: string): boolean {
	return after !== before && commentsInLines(before).join('\n') === commentsInLines(after).join('\n');
}

function errorsIn(text: string): number {
	const documents = parseAllDocuments(text, {
		uniqueKeys: false,
		strict: false,
		prettyErrors: false,
		logLevel: 'silent',
	});
	return Array.isArray(documents) ? documents.reduce((sum, document) => sum + document.errors.length, 0) : 0;
}

function documentIn(file: ParsedFile, id: string): ManifestDocument | undefined {
	return file.documents.find(document => document.id === id);
}

function editOf(edit: FixEdit, document: ManifestDocument, file: ParsedFile): readonly TextEdit[] | undefined {
	const { text } = file.source;
	const { root, fields } = document;
	if (fields) {
		return editsInLines(edit, fields, text);
	}
	if (edit.kind === 'deleteDocument') {
		return deleteDocument(document, text);
	}
	if (!root) {
		return undefined;
	}
	switch (edit.kind) {
		case 'rename':
			return rename(fieldAt(root, edit.path, edit.occurrence), edit.to, text);
		case 'set':
			return setValue(root, edit.path, edit.value, text);
		case 'insert':
			return insert(root, edit.path, fieldOf(edit.key, edit.value), text);
		case 'insertItem':
			return insertItem(root, edit.path, edit.value, text);
		case 'delete':
			return deleteField(root, edit.path, edit.occurrence, text);
		case 'move':
			return move(edit, root, file);
		case 'reshape':
			return reshape(root.at(...edit.path), edit.to, text);
	}
}

function move(
	{ path, into, to, key }: Extract<FixEdit, { kind: 'move' }>,
	root: YamlValue,
	file: ParsedFile,
): readonly TextEdit[] | undefined {
	const { text } = file.source;
	const taken = take(root, path, key, text);
	if (!taken) {
		return undefined;
	}
	if (typeof into === 'string') {
		const target = documentIn(file, into)?.root;
		const put = target && insert(target, to, taken.field, text);
		return put && [...taken.edits, ...put];
	}
	const lines = to.reduceRight<readonly string[]>(
		(inner, name) => [`${scalarText(String(name))}:`, ...inner.map(line => (line === '' ? line : `  ${line}`))],
		taken.field.lines,
	);
	// In another text than that of the file, a document cannot be added at its end.
	const put =
		!root.source.isEmbedded && appendDocument([`apiVersion: ${into.apiVersion}`, `kind: ${into.kind}`, ...lines], text);
	return put ? [...taken.edits, ...put] : undefined;
}

function isFlowAt(root: YamlValue, path: YamlPath): boolean {
	const value = root.at(...path);
	return value !== undefined && isFlow(value);
}

function fieldAt(root: YamlValue, path: YamlPath, occurrence?: number): YamlValue | undefined {
	const last = path.at(-1);
	return typeof last === 'string' && occurrence !== undefined
		? root.at(...path.slice(0, -1))?.get(last, occurrence)
		: root.at(...path);
}

function rename(field: YamlValue | undefined, to: string, text: string): readonly TextEdit[] | undefined {
	if (!field?.hasKey) {
		return undefined;
	}
	const range = field.keyRange();
	return [{ ...range, text: scalarText(to, styleAt(text, range)) }];
}

function setValue(root: YamlValue, path: YamlPath, value: PlainScalar, text: string): readonly TextEdit[] | undefined {
	const field = root.at(...path);
	if (!field || !isScalar(field.node) || /^[|>]/.test(text.slice(field.range().start))) {
		return undefined;
	}
	const range = field.range();
	if (range.start < range.end) {
		// A number in place of a string loses its quotes, a string keeps them.
		const written = typeof value === 'string' ? styleAt(text, range) : 'PLAIN';
		const isInFlow = path.some((_step, depth) => isFlowAt(root, path.slice(0, depth)));
		const style = written === 'PLAIN' && isInFlow ? flowStyle(value) : written;
		return [{ ...range, text: scalarText(value, style) }];
	}
	return field.hasKey
		? [{ start: afterColon(text, field), end: afterColon(text, field), text: ` ${scalarText(value)}` }]
		: undefined;
}
