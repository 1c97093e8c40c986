import { entriesOf, itemsOf, rootOf, type Site } from '../core/config-tree.ts';
import type { ManifestDocument } from './document.ts';
import type { ParsedFile } from './parse.ts';
import type { Range } from './source.ts';

/** What stands at an offset: the key or the value of a field. */
export interface Spot {
	readonly site: Site;
	readonly part: 'key' | 'value';
	readonly range: Range;
}

/** The field whose key or scalar the offset is in, in whatever document of the file; nothing between them. */
export function siteAt(file: ParsedFile, offset: number): Spot | undefined {
	for (const config of file.configs) {
		const document = file.documents.find(({ id }) => id === config.id);
		const found = document && descend(document, rootOf(config), offset);
		if (found) {
			return found;
		}
	}
	return undefined;
}

/** Where a field is written. */
export function rangeOfSite(file: ParsedFile, { document, path, occurrence }: Site, part: 'key' | 'value') {
	const place = file.documents.find(({ id }) => id === document.id)?.find(path, part, occurrence);
	return place?.isExact ? { start: place.start, end: place.end } : undefined;
}

/** Of the fields of a map and the items of a list the last that begins before the offset. */
function descend(document: ManifestDocument, site: Site, offset: number): Spot | undefined {
	const { start, next } = lastBefore(document, [...entriesOf(site), ...itemsOf(site)], offset);
	if (!next || start === undefined) {
		return undefined;
	}
	// A section of a unit is marked by its first key, which counts there.
	const inner = next.node.kind === 'scalar' ? undefined : descend(document, next, offset);
	if (inner) {
		return inner;
	}
	const keyed = typeof next.path.at(-1) === 'string';
	const key = keyed ? rangeIn(document, next, 'key') : undefined;
	if (key && holds(key, offset)) {
		return { site: next, part: 'key', range: key };
	}
	if (next.node.kind !== 'scalar') {
		return undefined;
	}
	const value = rangeIn(document, next, 'value');
	return value && holds(value, offset) ? { site: next, part: 'value', range: value } : undefined;
}

function lastBefore(document: ManifestDocument, sites: readonly Site[], offset: number) {
	let last: { readonly start?: number; readonly next?: Site } = {};
	for (const next of sites) {
		const part = typeof next.path.at(-1) === 'string' ? 'key' : 'value';
		const start = rangeIn(document, next, part)?.start;
		if (start !== undefined && start <= offset && start >= (last.start ?? 0)) {
			last = { start, next };
		}
	}
	return last;
}

function rangeIn(document: ManifestDocument, { path, occurrence }: Site, part: 'key' | 'value'): Range | undefined {
	const { start, end, isExact } = document.find(path, part, occurrence);
	return isExact ? { start, end } : undefined;
}

/** At its end too: there the cursor stands when a word has just been typed. */
function holds({ start, end }: Range, offset: number): boolean {
	return start <= offset && offset <= end && start < end;
}
