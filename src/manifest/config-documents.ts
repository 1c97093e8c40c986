import type { ConfigDocument } from '../core/facts.ts';
import type { Description } from './description.ts';
import type { ManifestSet } from './parse.ts';
import type { Range } from './source.ts';
import { configNodeOf } from './config-node.ts';
import { recognize } from './kinds/recognized.ts';
import type { YamlValue } from './yaml-value.ts';

/** The fact `documents`: what is written in all files that configure a control plane. */
export function configDocumentsOf(set: ManifestSet): ConfigDocument[] {
	return set.files.flatMap(file => file.configs);
}

/** What is known of a document besides its text. */
export interface Standing {
	readonly bundle: string;
	readonly folder: string;
	readonly errors: readonly string[];
	/** For a part of another document, what it is. */
	readonly part?: { readonly kind?: string; readonly kubernetes?: string };
}

/** A document of a kind that we judge; of the others only what they are, since a program may stumble over that. */
export function configDocumentOf(
	id: string,
	root: YamlValue,
	{ bundle, folder, errors, part }: Standing,
	descriptions: readonly Description[],
): ConfigDocument {
	const apiVersion = root.get('apiVersion')?.text() ?? misspeltVersion(root) ?? '';
	const meant = apiVersion || meantVersion(root);
	const kind = part?.kind ?? recognize(root, meant, root.get('kind')?.text() ?? '', descriptions);
	const isJudged = !kind.startsWith('other/') || apiVersion === '' || part !== undefined;
	return {
		id,
		kind,
		// A part has the version of what it is part of, whatever it says itself.
		apiVersion: part?.kind === undefined ? apiVersion : '',
		bundle,
		root: isJudged ? configNodeOf(root.source, root.node) : { kind: 'map', entries: [] },
		errors,
		folder,
		...(part && { isPart: true }),
		...(part?.kubernetes !== undefined && { kubernetes: part.kubernetes }),
	};
}

/** Where the version is missing: kubeadm stops, and yet it is clear what was meant. */
function meantVersion(root: YamlValue): string {
	const isOurs = /^(?:Init|Cluster|Join|Reset|Upgrade)Configuration$/.test(root.get('kind')?.text() ?? '');
	return isOurs ? 'kubeadm.k8s.io/' : '';
}

/** Written as `apiversion`: decoders take it all the same, and strict ones stop at the name. */
function misspeltVersion(root: YamlValue): string | undefined {
	return root
		.entries()
		.find(([key]) => key.toLowerCase() === 'apiversion')?.[1]
		.text();
}

/**
 * Where a file has nothing, or comments and directives alone, between two separators: kubeadm splits by the separators, and stops at such
 * a piece. Each is marked by its first comment, else by the separator that makes it a piece.
 */
export function emptyPieces(text: string): Range[] {
	const pieces: Range[] = [];
	let held: Range[] = [];
	let hasContent = false;
	let last: Range = { start: 0, end: 0 };
	const flush = (mark: Range) => {
		if (!hasContent && held.length > 0) {
			pieces.push(held.find(({ start, end }) => /^\s*[#%]/.test(text.slice(start, end))) ?? mark);
		}
		held = [];
		hasContent = false;
	};
	for (const match of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
		const [whole, line = ''] = match;
		const range = { start: match.index, end: match.index + line.length };
		const isSeparator = /^---\s*(?:#.*)?$/.test(line);
		if (isSeparator && held.length > 0) {
			flush(range);
		} else if (whole !== '') {
			// A separator with nothing before it belongs to what follows.
			held.push(range);
			hasContent ||= !isSeparator && !/^[\s\uFEFF]*(?:#|%|\.\.\.$|$)/.test(line);
		}
		last = isSeparator ? range : last;
	}
	flush(last);
	return pieces;
}
