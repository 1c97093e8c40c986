import { rootOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument, ConfigNode } from '../core/facts.ts';
import { parseFile, type ParsedFile } from '../manifest/parse.ts';
import type { Range, SourceFile } from '../manifest/source.ts';

/** Stands for what is being typed. No gap, no word of any configuration. */
const marker = 'qu0rumcursor';

/** Where in a document something is being typed. */
export interface Cursor {
	readonly file: ParsedFile;
	/** The map in which a key is typed, or the field whose value is; the path of an item ends in its number. */
	readonly site: Site;
	readonly role: 'key' | 'value';
	/** What is there of it so far, before the cursor. */
	readonly typed: string;
	/** What a completion replaces. */
	readonly range: Range;
	/** How far to the right the line begins; missing between brackets. */
	readonly column?: number;
}

/**
 * A file that is being typed in is seldom whole, so the word at the cursor is replaced by one that is: as a key where only
 * blanks and dashes stand before it, else as a value.
 */
export function cursorIn({ path, text }: SourceFile, offset: number): Cursor | undefined {
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	const before = text.slice(lineStart, offset);
	const typed = /[^\s"'[\]{}#]*$/.exec(before)?.[0] ?? '';
	const rest = /^[^\s"'[\]{},#:]*/.exec(text.slice(offset))?.[0] ?? '';
	const lead = before.slice(0, before.length - typed.length);
	if (/(?:^|\s)#/.test(lead) || /^[\w.-]+:$/.test(typed)) {
		return undefined;
	}
	const range = { start: offset - typed.length, end: offset + rest.length };
	const isKey = /^\s*(?:-\s+)*$/.test(lead);
	const hasColon = /^["']?\s*:/.test(text.slice(range.end));
	const word = isKey && !hasColon ? `${marker}: ` : marker;
	const file = parseFile({ path, text: text.slice(0, range.start) + word + text.slice(range.end) });
	const found = siteOf(file.configs);
	return found && { file, ...found, typed, range, ...(isKey && { column: lead.length }) };
}

function siteOf(configs: readonly ConfigDocument[]): Pick<Cursor, 'site' | 'role'> | undefined {
	for (const document of configs) {
		const found = search(rootOf(document));
		if (found) {
			return found;
		}
	}
	return undefined;
}

/** A key is found as the map that it is in, without it; alone in an item it may be the item itself that is typed. */
function search(site: Site): Pick<Cursor, 'site' | 'role'> | undefined {
	const { document, path, node } = site;
	switch (node.kind) {
		case 'scalar':
			return node.text.includes(marker) ? { site, role: 'value' } : undefined;
		case 'list':
			return firstOf(node.items, (item, index) => search({ document, path: [...path, index], node: item }));
		case 'map':
			return node.entries.some(({ key }) => key === marker)
				? { site: { document, path, node: withoutMarker(node) }, role: 'key' }
				: firstOf(node.entries, ({ key, value }) => search({ document, path: [...path, key], node: value }));
	}
}

function withoutMarker(node: Extract<ConfigNode, { kind: 'map' }>): ConfigNode {
	return { kind: 'map', entries: node.entries.filter(({ key }) => key !== marker) };
}

function firstOf<T, R>(items: readonly T[], look: (item: T, index: number) => R | undefined): R | undefined {
	for (const [index, item] of items.entries()) {
		const found = look(item, index);
		if (found !== undefined) {
			return found;
		}
	}
	return undefined;
}
