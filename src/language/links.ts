import { entriesOf, itemsOf, rootOf, scalarOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument, Targets } from '../core/facts.ts';
import type { ParsedFile } from '../manifest/parse.ts';
import { rangeOfSite } from '../manifest/site-at.ts';
import type { Range } from '../manifest/source.ts';
import { factsOfField, factsOfFlag, type SettingFacts } from '../schema/setting-facts.ts';
import { meaningsOf, surroundingsOf, type Meaning } from './meaning.ts';

/** A path that a file names. */
export interface PathIn {
	readonly path: string;
	readonly holds: NonNullable<SettingFacts['holds']>;
	readonly range: Range;
}

/** Every path of a file or folder that the documents name. Whether anything is there, others look. */
export function pathsIn(file: ParsedFile, targets: Targets): PathIn[] {
	return file.configs.flatMap(document => {
		const meaningOf = meaningsOf(document, surroundingsOf(document, file.configs, targets));
		return [...scalarsOf(rootOf(document))].flatMap(site => pathAt(site, file, meaningOf) ?? []);
	});
}

function* scalarsOf(site: Site): Generator<Site> {
	if (site.node.kind === 'scalar') {
		yield site;
	}
	for (const inner of [...entriesOf(site), ...itemsOf(site)]) {
		yield* scalarsOf(inner);
	}
}

function pathAt(site: Site, file: ParsedFile, meaningOf: (site: Site) => Meaning | undefined): PathIn | undefined {
	const written = scalarOf(site)?.text ?? '';
	if (!/[/\\]/.test(written)) {
		return undefined;
	}
	const meaning = meaningOf(site);
	// systemd: a file that may be missing.
	const path = (meaning?.text ?? '').replace(/^-(?=\/)/, '');
	const { holds } = meaning ? factsOf(meaning, site.document, site) : {};
	const range = holds && rangeOfSite(file, site, 'value');
	// `--flag=value` and quotes: the link is on the path alone.
	const start = range && file.source.text.slice(range.start, range.end).lastIndexOf(path);
	return holds && range && start !== undefined && start >= 0 && isPath(path)
		? { path, holds, range: { start: range.start + start, end: range.start + start + path.length } }
		: undefined;
}

function factsOf(meaning: Meaning, document: ConfigDocument, { path }: Site) {
	return meaning.kind === 'flag'
		? factsOfFlag(meaning.component, meaning.flag)
		: factsOfField(document.kind, document.apiVersion, path);
}

/** No URL, and no share of another machine: looking there would mean to dial it. */
function isPath(path: string): boolean {
	return path.length > 1 && !/^(?:[\\/]{2}|[a-z][a-z0-9+.-]+:)/i.test(path);
}
