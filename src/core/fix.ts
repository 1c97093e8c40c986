import type { DocumentId } from './facts.ts';
import type { YamlPath } from './finding.ts';

/** How a file can be mended, as data: the editor and the command line both apply it, keeping comments and style. */
export interface Fix {
	/** What will be done, as the editor's menu shows it. */
	readonly title: string;
	/** In order; either all of them are applied or none. */
	readonly edits: readonly FixEdit[];
}

/** Fields are named by their path before any edit of the same fix. `occurrence` tells equal keys apart, from 0 on. */
export type FixEdit = { readonly document: DocumentId } & (
	| { readonly kind: 'rename'; readonly path: YamlPath; readonly occurrence?: number; readonly to: string }
	| { readonly kind: 'set'; readonly path: YamlPath; readonly value: PlainScalar }
	/** Adds a key to the map at `path`; the maps on the way there are made where they are missing. */
	| { readonly kind: 'insert'; readonly path: YamlPath; readonly key: string; readonly value: PlainValue }
	/** Adds an item to a list, behind the one at `path`. */
	| { readonly kind: 'insertItem'; readonly path: YamlPath; readonly value: PlainValue }
	| { readonly kind: 'delete'; readonly path: YamlPath; readonly occurrence?: number }
	/** Takes a field, with the comments that belong to it, to a map at another path. */
	| {
			readonly kind: 'move';
			readonly path: YamlPath;
			/** Another document of the file, or one that is written for it. */
			readonly into: DocumentId | NewDocument;
			readonly to: YamlPath;
			readonly key: string;
	  }
	/** From a map of names to a list of `{name, value}`, or back. */
	| { readonly kind: 'reshape'; readonly path: YamlPath; readonly to: 'map' | 'list' }
	/** The document and the separator before it, or behind the first; its comments stay. */
	| { readonly kind: 'deleteDocument' }
);

export interface NewDocument {
	readonly apiVersion: string;
	readonly kind: string;
}

export type PlainScalar = string | number | boolean;

export type PlainValue = PlainScalar | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** One change of a text: offsets in UTF-16 units, the end exclusive. */
export interface TextEdit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}
