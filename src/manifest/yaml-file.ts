import { LineCounter, parseAllDocuments } from 'yaml';
import type { YamlPath } from '../core/finding.ts';
import { anchorsOf } from './anchors.ts';
import { documentIdOf, nothingRead, type ManifestDocument, type Reading } from './document.ts';
import { readers } from './kinds/index.ts';
import type { FileProblem, Range, SourceFile } from './source.ts';
import { mayBeTemplate } from './template.ts';
import { YamlValue } from './yaml-value.ts';

/** YAML inside YAML inside YAML is not met. */
const embeddingDepth = 3;

/** Understands YAML and JSON files, by what is in them. */
export function readYaml(file: SourceFile): Reading {
	const { roots, errorOffsets, lineOf } = parse(file.text, range => range);
	const isBroken = errorOffsets.length > 0;
	if (isBroken && mayBeTemplate(file.text)) {
		return { ...nothingRead, problems: [{ path: file.path, kind: 'template' }] };
	}
	const documents = roots
		.flatMap(root => unfold(root, embeddingDepth))
		.map((root, index) => ({ id: documentIdOf(file.path, index), root }));
	const problems: FileProblem[] = isBroken
		? [{ path: file.path, kind: 'invalid', line: lineOf(errorOffsets[0] ?? 0) }]
		: [];
	return {
		documents: documents.map(({ id, root }) => documentOf(id, root)),
		descriptions: documents.flatMap(document => readers.flatMap(read => read(document))),
		problems,
	};
}

function parse(text: string, toFile: (range: Range) => Range) {
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
		roots: documents.map(document => new YamlValue({ text, anchors: anchorsOf(document), toFile }, document.contents)),
		errorOffsets: documents.flatMap(document => document.errors.map(error => error.pos[0])),
		lineOf: (offset: number) => lines.linePos(offset).line,
	};
}

/** A document, or what it holds: the items of a List, and the documents that are the values of a ConfigMap. */
function unfold(root: YamlValue, depth: number): YamlValue[] {
	const kind = root.get('kind')?.text() ?? '';
	const inside = depth === 0 ? [] : kind.endsWith('List') ? (root.get('items')?.items() ?? []) : embedded(root, kind);
	return kind.endsWith('List') && inside.length > 0
		? inside.flatMap(item => unfold(item, depth - 1))
		: [root, ...inside.flatMap(item => unfold(item, depth - 1))];
}

function embedded(root: YamlValue, kind: string): YamlValue[] {
	const values = kind === 'ConfigMap' ? (root.get('data')?.entries() ?? []) : [];
	return values.flatMap(([, value]) => {
		const text = value.text() ?? '';
		return text.includes('kubeadm.k8s.io/') ? parse(text, value.innerToFile()).roots : [];
	});
}

function documentOf(id: string, root: YamlValue): ManifestDocument {
	return { id, find: (path, part, occurrence) => find(root, path, part, occurrence) };
}

function find(root: YamlValue, path: YamlPath, part: 'key' | 'value', occurrence?: number) {
	const parent = root.at(...path.slice(0, -1));
	const last = path.at(-1);
	const exact = typeof last === 'string' && occurrence !== undefined ? parent?.get(last, occurrence) : root.at(...path);
	const value = exact ?? root.deepest(...path);
	const range = part === 'key' || exact === undefined || value.text() === undefined ? value.keyRange() : value.range();
	return { ...range, isExact: exact !== undefined };
}
