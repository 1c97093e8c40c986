import type { Surroundings } from '../core/config-check.ts';
import { entriesOf } from '../core/config-tree.ts';
import type { Targets } from '../core/facts.ts';
import type { YamlPath } from '../core/finding.ts';
import { isEnvironment, isUnit } from '../core/relevance.ts';
import { t } from '../core/words.ts';
import type { Range, SourceFile } from '../manifest/source.ts';
import {
	isArgumentsShape,
	isListShape,
	kindsOf,
	knownApiVersions,
	shapeAt,
	type FieldShape,
	type FieldShapes,
} from '../schema/config-fields.ts';
import { shapeOfDocument } from '../schema/document-shape.ts';
import { describeField } from '../schema/describe.ts';
import { kubeadmApis, kubeadmGates } from '../schema/kubernetes-versions.ts';
import { factsOfField } from '../schema/setting-facts.ts';
import { kubernetesOf } from '../schema/targets.ts';
import { argumentNames, configKeys, flagValues, listedFlags, variableNames, words } from './complete-flags.ts';
import { completionsInLines } from './complete-lines.ts';
import { cursorIn, type Cursor } from './cursor.ts';
import { typeWords } from './hover.ts';
import { componentAt, surroundingsOf } from './meaning.ts';

/** One thing that can stand at the cursor. */
export interface Completion {
	readonly label: string;
	readonly kind: 'field' | 'flag' | 'value';
	readonly insert: string;
	/** A few words behind the label. */
	readonly detail: string;
	/** Sentences, already in the user's language. */
	readonly documentation?: string;
	readonly isDeprecated?: boolean;
	/** What else should be offered at once after this one was taken: a value behind a key. */
	readonly asksForMore?: boolean;
}

export interface Completions {
	readonly range: Range;
	readonly items: readonly Completion[];
	/** A schema of fields knows of them too. */
	readonly areOfFields?: boolean;
}

/** What can stand at an offset, by kind and version of the document; nothing in documents that no table tells of. */
export function completionsAt(source: SourceFile, offset: number, targets: Targets): Completions | undefined {
	if (isUnit(source.text) || isEnvironment(source.text)) {
		return completionsInLines(source.text, offset, targets);
	}
	const head = headCompletions(source.text, offset);
	// Further inside a field may have that name, and be no head of a document.
	return head && !head.isNested ? head : (fieldCompletions(source, offset, targets) ?? head);
}

function fieldCompletions(source: SourceFile, offset: number, targets: Targets): Completions | undefined {
	const cursor = cursorIn(source, offset);
	const found = cursor && itemsAt(cursor, surroundingsOf(cursor.site.document, cursor.file.configs, targets));
	return found && found.items.length > 0 ? found : undefined;
}

function itemsAt(cursor: Cursor, around: Surroundings): Completions | undefined {
	const { site, role, range } = cursor;
	const { document, path } = site;
	const flags =
		words(cursor, around) ??
		listedFlags(cursor, around) ??
		(role === 'value' ? (variableNames(cursor, around) ?? flagValues(cursor, around)) : undefined);
	if (flags) {
		return flags;
	}
	const component = componentAt(role === 'key' ? path : path.slice(0, -2));
	const shape = shapeAt(shapeOfDocument(document), path);
	if (
		component !== undefined &&
		(role === 'key' ? shape === undefined || isArgumentsShape(shape) : path.at(-1) === 'name')
	) {
		return { range, items: argumentNames(cursor, component, around) };
	}
	if (document.kind === 'etcd-config' && role === 'key') {
		return { range, items: configKeys(cursor, around), areOfFields: true };
	}
	const ofFields = fieldItems(cursor, shape, around);
	return ofFields && { ...ofFields, areOfFields: true };
}

function fieldItems(cursor: Cursor, shape: FieldShape | undefined, around: Surroundings): Completions | undefined {
	const { site, role, range } = cursor;
	if (shape === undefined) {
		return undefined;
	}
	if (role === 'value' || typeof shape === 'string') {
		return { range, items: valuesOf(cursor, shape) };
	}
	if (isListShape(shape)) {
		return undefined;
	}
	const isGates = site.path.at(-1) === 'featureGates' && site.document.kind.startsWith('kubeadm/');
	return { range, items: isGates ? gates(around) : fields(cursor, shape) };
}

function valuesOf({ site: { document, path } }: Cursor, shape: FieldShape): Completion[] {
	const { values = [], default: usual } = factsOfField(document.kind, document.apiVersion, path);
	const all = shape === 'bool' ? ['true', 'false'] : values.length > 0 ? values : usual === undefined ? [] : [usual];
	return all.map(value => valueOf(value, value === usual));
}

export function valueOf(value: string, isDefault: boolean): Completion {
	return { label: value, kind: 'value', insert: value, detail: isDefault ? t('default') : '' };
}

/** The fields that are not there yet. */
function fields({ site, column, range, file }: Cursor, shape: FieldShapes): Completion[] {
	const isQuoted = /["']/.test(file.source.text[range.start - 1] ?? '');
	const isJson = /^\s*[[{]/.test(file.source.text);
	const present = new Set(entriesOf(site).map(({ key }) => key));
	const { document, path } = site;
	return Object.entries(shape)
		.filter(([name]) => name !== '*' && !present.has(name))
		.map(([name, inner]) => {
			const described = describeField(document.kind, document.apiVersion, [...path, name]);
			const facts = factsOfField(document.kind, document.apiVersion, [...path, name]);
			return {
				label: name,
				kind: 'field' as const,
				insert: isQuoted ? name : isJson ? `"${name}": ` : name + opening(inner, column),
				detail: typeof inner === 'string' ? typeWords(inner) : '',
				...(described && { documentation: t(described.description) }),
				asksForMore: inner === 'bool' || facts.values !== undefined || typeof inner !== 'string',
			};
		});
}

/** What follows a key, up to where one types on. */
function opening(shape: FieldShape, column: number | undefined): string {
	if (typeof shape === 'string' || column === undefined) {
		return ': ';
	}
	const indent = ' '.repeat(column + 2);
	return isListShape(shape) ? `:\n${indent}- ` : `:\n${indent}`;
}

/** The gates of kubeadm in the Kubernetes that the file is for. */
function gates({ bundle, targets }: Surroundings): Completion[] {
	const { minor } = kubernetesOf(bundle, targets).version;
	return Object.entries(kubeadmGates)
		.filter(([, [since, until]]) => since <= minor && (until === undefined || minor < until))
		.map(([name]) => ({
			label: name,
			kind: 'field',
			insert: `${name}: `,
			detail: typeWords('bool'),
			asksForMore: true,
		}));
}

/** `apiVersion` and `kind`: what decides of which kind the document is, so they are completed by their line. */
function headCompletions(text: string, offset: number): (Completions & { readonly isNested: boolean }) | undefined {
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	const [, indent, key, typed = ''] =
		/^(\s*)(apiVersion|kind):\s+["']?([\w./-]*)$/.exec(text.slice(lineStart, offset)) ?? [];
	if (key === undefined) {
		return undefined;
	}
	const rest = /^[\w./-]*/.exec(text.slice(offset))?.[0] ?? '';
	const range = { start: offset - typed.length, end: offset + rest.length };
	const isNested = indent !== '';
	if (key === 'apiVersion') {
		return { range, isNested, items: knownApiVersions.map(apiVersionOf) };
	}
	const items = kindsOf(versionNear(text, lineStart, indent ?? '')).map(kind => valueOf(kind, false));
	return items.length > 0 ? { range, isNested, items } : undefined;
}

function apiVersionOf(version: string): Completion {
	const api = kubeadmApis[version];
	return {
		...valueOf(version, false),
		detail: kindsOf(version).join(', '),
		...(api?.deprecated !== undefined && { isDeprecated: true }),
	};
}

/** The `apiVersion` of the same document and of the same depth. */
function versionNear(text: string, lineStart: number, indent: string): string {
	const start = text.lastIndexOf('\n---', lineStart - 1) + 1;
	const end = text.indexOf('\n---', lineStart);
	const own = text.slice(start, end === -1 ? text.length : end);
	const pattern = new RegExp(`^${indent}apiVersion:\\s+["']?([\\w./-]+)`, 'm');
	return pattern.exec(own)?.[1] ?? '';
}

/** Whether a path leads into a list of words. */
export function isItem(path: YamlPath): boolean {
	return typeof path.at(-1) === 'number';
}
