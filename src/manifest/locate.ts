import type { Anchor } from '../core/finding.ts';
import type { ManifestDocument } from './document.ts';
import { origins, type Description } from './description.ts';
import type { ManifestSet } from './parse.ts';
import type { Place, Range } from './source.ts';
import type { YamlValue } from './yaml-value.ts';

interface Candidate {
	readonly path: string;
	readonly description: Description;
}

type FlagAnchor = Extract<Anchor, { kind: 'flag' | 'image' }>;

/** The place that governs what an anchor names, in the text as it is now; `undefined` when no file speaks of it. */
export function locate(anchor: Anchor, set: ManifestSet): Place | undefined {
	switch (anchor.kind) {
		case 'field':
			return locateField(anchor, set);
		case 'syntax':
			return locateError(anchor, set);
		case 'object-field':
			return locateObjectField(anchor, set);
		default:
			return locateInBest(anchor, set);
	}
}

/** A file of thousands of lines has hundreds of documents, and as many findings look for theirs. */
const byId = new WeakMap<readonly ManifestDocument[], ReadonlyMap<string, ManifestDocument>>();

function documentIn(documents: readonly ManifestDocument[], id: string): ManifestDocument | undefined {
	const ids = byId.get(documents) ?? new Map(documents.map(document => [document.id, document]));
	byId.set(documents, ids);
	return ids.get(id);
}

function locateField(anchor: Extract<Anchor, { kind: 'field' }>, set: ManifestSet): Place | undefined {
	for (const { source, documents } of set.files) {
		const document = documentIn(documents, anchor.document);
		if (document !== undefined) {
			return { path: source.path, ...document.find(anchor.path, anchor.part, anchor.occurrence) };
		}
	}
	return undefined;
}

type ObjectAnchor = Extract<Anchor, { kind: 'object-field' }>;

interface Described {
	readonly path: string;
	readonly document: ManifestDocument;
	readonly root: YamlValue;
}

/** Thousands of findings may look among thousands of objects. */
const byKind = new WeakMap<ManifestSet, ReadonlyMap<string, readonly Described[]>>();

/** The first file that describes the object. One that leaves the namespace open describes it in any. */
function locateObjectField(anchor: ObjectAnchor, set: ManifestSet): Place | undefined {
	const kinds = byKind.get(set) ?? Map.groupBy(describedIn(set), ({ root }) => keyOf(kindOf(root), nameOf(root)));
	byKind.set(set, kinds);
	const own = (kinds.get(keyOf(anchor.kindName, anchor.name)) ?? []).find(({ root }) => fits(root, anchor));
	const found = own ?? (anchor.kindName === 'Pod' ? mirrored(anchor, describedIn(set)) : undefined);
	return found && { path: found.path, ...found.document.find(anchor.path, 'value') };
}

function describedIn({ files }: ManifestSet): Described[] {
	return files.flatMap(({ source, documents }) =>
		documents.flatMap(document =>
			document.root === undefined ? [] : [{ path: source.path, document, root: document.root }],
		),
	);
}

function kindOf(root: YamlValue): string {
	return root.get('kind')?.text() ?? '';
}

function nameOf(root: YamlValue): string {
	return root.at('metadata', 'name')?.text() ?? '';
}

function keyOf(kind: string, name: string): string {
	return `${kind}/${name}`;
}

function fits(root: YamlValue, { group, namespace }: ObjectAnchor): boolean {
	const apiVersion = root.get('apiVersion')?.text() ?? '';
	const own = root.at('metadata', 'namespace')?.text();
	return (
		(apiVersion.includes('/') ? apiVersion.split('/')[0] : '') === group && (own === undefined || own === namespace)
	);
}

/** A static pod has the name of its node behind its own in the cluster. Files of several nodes do not tell whose they are. */
function mirrored(anchor: ObjectAnchor, described: readonly Described[]): Described | undefined {
	const [found, ...others] = described.filter(
		({ root }) =>
			kindOf(root) === 'Pod' &&
			root.at('metadata', 'labels', 'tier')?.text() === 'control-plane' &&
			anchor.name.startsWith(`${nameOf(root)}-`) &&
			fits(root, anchor),
	);
	return others.length === 0 ? found : undefined;
}

function locateError({ document, index }: Extract<Anchor, { kind: 'syntax' }>, set: ManifestSet): Place | undefined {
	for (const { source, documents } of set.files) {
		const range = documentIn(documents, document)?.syntax[index];
		if (range !== undefined) {
			return { path: source.path, start: range.start, end: range.end, isExact: true };
		}
	}
	return undefined;
}

/** The best file decides; only among equally good ones the first that sets what is looked for is taken. */
function locateInBest(anchor: FlagAnchor, set: ManifestSet): Place | undefined {
	const candidates = candidatesFor(anchor, set);
	const best = Math.min(...candidates.map(candidate => rankOf(candidate, anchor)));
	const places = candidates
		.filter(candidate => rankOf(candidate, anchor) === best)
		.map(({ path, description }) => ({ path, ...rangeIn(description, anchor) }));
	return places.find(place => place.isExact) ?? places[0];
}

/** A file that names another member governs nothing of this one. */
function candidatesFor(anchor: FlagAnchor, set: ManifestSet): Candidate[] {
	const { component, member } = anchor;
	const document = anchor.kind === 'flag' ? anchor.document : undefined;
	return set.files.flatMap(({ source, descriptions }) =>
		descriptions
			.filter(each => each.component === component && (document === undefined || each.document === document))
			.filter(each => member === undefined || each.memberName === undefined || each.memberName === member)
			.map(description => ({ path: source.path, description })),
	);
}

/** Lower is better: files of this very member come before files of all members, whatever their kind. */
function rankOf({ description }: Candidate, { member }: FlagAnchor): number {
	const isOwn = member !== undefined && description.memberName === member;
	return origins.indexOf(description.origin) + (isOwn ? 0 : origins.length);
}

function rangeIn({ settings, image, home }: Description, anchor: FlagAnchor): Range & { isExact: boolean } {
	const exact = anchor.kind === 'image' ? image : firstSet(anchor.flags, settings);
	return { ...(exact ?? home), isExact: exact !== undefined };
}

function firstSet(flags: readonly string[], settings: Description['settings']): Range | undefined {
	for (const flag of flags) {
		const setting = settings.findLast(each => each.flag === flag);
		if (setting !== undefined) {
			return setting.range;
		}
	}
	return undefined;
}
