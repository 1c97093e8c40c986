import { LineCounter, parseAllDocuments, visit, type Document } from 'yaml';
import { t } from '../core/words.ts';
import type { YamlPath } from '../core/finding.ts';
import { anchorsOf } from './anchors.ts';
import { emptyPieces, configDocumentOf } from './config-documents.ts';
import { documentIdOf, nothingRead, type ManifestDocument, type Reading } from './document.ts';
import { readers } from './kinds/index.ts';
import type { FileProblem, Range, SourceFile } from './source.ts';
import { mayBeTemplate } from './template.ts';
import { YamlValue } from './yaml-value.ts';

/** YAML inside YAML inside YAML is not met. */
const embeddingDepth = 3;

interface SyntaxError extends Range {
	readonly message: string;
}

/** A document, which of the texts in a file it belongs to, and what of it is no YAML. */
interface Root {
	readonly value: YamlValue;
	readonly bundle: number;
	readonly errors: readonly SyntaxError[];
}

/** Understands YAML and JSON files, by what is in them. */
export function readYaml(file: SourceFile): Reading {
	let bundles = 0;
	const unfold = (root: Root, depth: number): Root[] => unfoldWith(root, depth, () => ++bundles);
	const { roots, lineOf } = parse(file.text, range => range, bundles);
	const errorOffsets = roots.flatMap(root => root.errors.map(error => error.start));
	const isBroken = errorOffsets.length > 0;
	if (isBroken && mayBeTemplate(file.text)) {
		return { ...nothingRead, problems: [{ path: file.path, kind: 'template' }] };
	}
	const read = roots
		.flatMap(root => unfold(root, embeddingDepth))
		.map((root, index) => readRoot(documentIdOf(file.path, index), root, file.path));
	const comments = emptyPieces(file.text).map((range, index) => emptyDocument(file, range, index));
	const problems: FileProblem[] = isBroken
		? [{ path: file.path, kind: 'invalid', line: lineOf(errorOffsets[0] ?? 0) }]
		: [];
	return {
		documents: [...read, ...comments].map(each => each.document),
		descriptions: read.flatMap(each => each.descriptions),
		configs: [...read, ...comments].map(each => each.config),
		problems,
	};
}

function readRoot(id: string, { value, bundle, errors }: Root, path: string) {
	const descriptions = readers.flatMap(reader => reader({ id, root: value }));
	return {
		document: documentOf(id, value, errors),
		descriptions,
		config: configDocumentOf(
			id,
			value,
			`${path}|${bundle}`,
			descriptions,
			errors.map(error => error.message),
		),
	};
}

/** Has an id of its own, beyond those of documents with content. */
function emptyDocument({ path }: SourceFile, { start, end }: Range, index: number) {
	const id = `${path}#empty-${index + 1}`;
	const document: ManifestDocument = { id, syntax: [], find: () => ({ start, end, isExact: true }) };
	const root = { kind: 'map' as const, entries: [] };
	return { document, config: { id, kind: 'empty', apiVersion: '', bundle: `${path}|0`, root, errors: [] } };
}

function parse(text: string, toFile: (range: Range) => Range, bundle: number) {
	const lines = new LineCounter();
	// Duplicate keys are legal to Kubernetes, which takes the last.
	const parsed = parseAllDocuments(text, {
		lineCounter: lines,
		uniqueKeys: false,
		strict: false,
		prettyErrors: false,
		logLevel: 'silent',
	});
	const documents = Array.isArray(parsed) ? parsed : [];
	return {
		roots: documents.map((document): Root => ({
			value: new YamlValue({ text, anchors: anchorsOf(document), toFile }, document.contents),
			bundle,
			errors: [
				...document.errors.map(({ message, pos: [start, end] }) => ({ message, start, end })),
				...(text.includes('*') ? danglingAliases(document) : []),
			].map(({ message, start, end }) => ({ message, ...toFile({ start, end }) })),
		})),
		lineOf: (offset: number) => lines.linePos(offset).line,
	};
}

/** Aliases of nothing: the YAML library notices them only where somebody asks for the value. */
function danglingAliases(document: Document): SyntaxError[] {
	const anchors = anchorsOf(document);
	const found: SyntaxError[] = [];
	visit(document, {
		Alias(_key, node) {
			if (anchors.follow(node) === undefined && node.range) {
				const [start, end] = node.range;
				found.push({ message: t('there is no anchor "{0}".', node.source), start, end });
			}
		},
	});
	return found;
}

/** A document, or what it holds: the items of a List, and the documents that are the values of a ConfigMap. */
function unfoldWith(root: Root, depth: number, nextBundle: () => number): Root[] {
	const kind = root.value.get('kind')?.text() ?? '';
	const isList = kind.endsWith('List');
	const inside =
		depth === 0
			? []
			: isList
				? (root.value.get('items')?.items() ?? []).map(value => ({ ...root, value }))
				: embedded(root.value, kind, nextBundle);
	const unfolded = inside.flatMap(item => unfoldWith(item, depth - 1, nextBundle));
	return isList && inside.length > 0 ? unfolded : [root, ...unfolded];
}

function embedded(root: YamlValue, kind: string, nextBundle: () => number): Root[] {
	const values = kind === 'ConfigMap' ? (root.get('data')?.entries() ?? []) : [];
	return values.flatMap(([, value]) => {
		const text = value.text() ?? '';
		return text.includes('kubeadm.k8s.io/') ? parse(text, value.innerToFile(), nextBundle()).roots : [];
	});
}

function documentOf(id: string, root: YamlValue, syntax: readonly Range[]): ManifestDocument {
	return { id, root, syntax, find: (path, part, occurrence) => find(root, path, part, occurrence) };
}

function find(root: YamlValue, path: YamlPath, part: 'key' | 'value', occurrence?: number) {
	const parent = root.at(...path.slice(0, -1));
	const last = path.at(-1);
	const exact = typeof last === 'string' && occurrence !== undefined ? parent?.get(last, occurrence) : root.at(...path);
	const value = exact ?? root.deepest(...path);
	const range = part === 'key' || exact === undefined || value.text() === undefined ? value.keyRange() : value.range();
	return { ...range, isExact: exact !== undefined };
}
