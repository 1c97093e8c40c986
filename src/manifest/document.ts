import type { ConfigDocument, ConfigNode, DocumentId } from '../core/facts.ts';
import type { YamlPath } from '../core/finding.ts';
import type { FileProblem, Range, SourceFile } from './source.ts';
import type { Description } from './description.ts';
import type { TextField } from './text-document.ts';
import type { YamlValue } from './yaml-value.ts';

/** One document of a file, whatever it is written in. */
export interface ManifestDocument {
	readonly id: DocumentId;
	/** Missing in formats other than YAML. */
	readonly root?: YamlValue;
	/** What a text in lines says. */
	readonly fields?: readonly TextField[];
	/** Where it is no YAML. */
	readonly syntax: readonly Range[];
	/** The place of a field; of one that is not there, the deepest key that is. */
	find(path: YamlPath, part: 'key' | 'value', occurrence?: number): Range & { readonly isExact: boolean };
}

/** What a format made of the text of a file. */
export interface Reading {
	readonly documents: readonly ManifestDocument[];
	readonly descriptions: readonly Description[];
	readonly configs: readonly ConfigDocument[];
	readonly problems: readonly FileProblem[];
}

export const nothingRead: Reading = { documents: [], descriptions: [], configs: [], problems: [] };

/** The first document of a file has the name of the file: most files have only one. */
export function documentIdOf(path: string, index: number): DocumentId {
	return index === 0 ? path : `${path}#${index + 1}`;
}

/** Which files are in one folder: an opaque mark. */
export function folderOf(path: string): string {
	return path.replace(/[/\\]?[^/\\]*$/, '');
}

/** The whole of a file that is no YAML, as data. */
export function textConfig(kind: string, { path }: SourceFile, root: ConfigNode): ConfigDocument {
	const id = documentIdOf(path, 0);
	return { id, kind, apiVersion: '', bundle: `${path}|0`, root, errors: [], folder: folderOf(path) };
}
