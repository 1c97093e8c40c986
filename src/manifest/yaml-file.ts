import { LineCounter, parseAllDocuments, visit, type Document } from 'yaml';
import { splitWords } from '../core/shell-words.ts';
import { t } from '../core/words.ts';
import type { YamlPath } from '../core/finding.ts';
import { anchorsOf } from './anchors.ts';
import { emptyPieces, configDocumentOf } from './config-documents.ts';
import { documentIdOf, folderOf, nothingRead, type ManifestDocument, type Reading } from './document.ts';
import { readers } from './kinds/index.ts';
import { describeCluster } from './kinds/kubeadm.ts';
import { kindPatchesOf, kindVersionOf, kubeadmFilesOf, kubeadmPartsOf, topologyVersionOf } from './parts.ts';
import type { FileProblem, Range, SourceFile } from './source.ts';
import { isTemplate, mayBeTemplate } from './template.ts';
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
	/** Of what lies inside another document: what it is, where it does not say so itself, and what it is for. */
	readonly part?: { readonly kind?: string; readonly kubernetes?: string };
}

/** Understands YAML and JSON files, by what is in them. */
export function readYaml(file: SourceFile): Reading {
	let bundles = 0;
	const { roots, lineOf } = parse(file.text, range => range, bundles);
	const kubernetes = roots.map(({ value }) => topologyVersionOf(value)).find(version => version !== undefined);
	const unfold = (root: Root, depth: number): Root[] =>
		unfoldWith(root, depth, { nextBundle: () => ++bundles, kubernetes });
	const errorOffsets = roots.flatMap(root => root.errors.map(error => error.start));
	const isBroken = errorOffsets.length > 0;
	if (isBroken && mayBeTemplate(file.text)) {
		return { ...nothingRead, problems: [{ path: file.path, kind: 'template' }] };
	}
	const read = roots
		.flatMap(root => unfold(root, embeddingDepth))
		.map((root, index) => readRoot(documentIdOf(file.path, index), root, file));
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

function readRoot(id: string, { value, bundle, errors, part }: Root, { path, text }: SourceFile) {
	const isCluster = part?.kind === 'kubeadm/ClusterConfiguration';
	const descriptions = isCluster ? describeCluster(id, value) : readers.flatMap(reader => reader({ id, root: value }));
	const standing = {
		bundle: `${path}|${bundle}`,
		folder: folderOf(path),
		errors: errors.map(error => error.message),
		...(part && { part }),
	};
	return {
		document: documentOf(id, value, errors, text),
		descriptions,
		config: configDocumentOf(id, value, standing, descriptions),
	};
}

/** Has an id of its own, beyond those of documents with content. */
function emptyDocument({ path }: SourceFile, { start, end }: Range, index: number) {
	const id = `${path}#empty-${index + 1}`;
	const document: ManifestDocument = { id, syntax: [], find: () => ({ start, end, isExact: true }) };
	const root = { kind: 'map' as const, entries: [] };
	return {
		document,
		config: { id, kind: 'empty', apiVersion: '', bundle: `${path}|0`, root, errors: [], folder: folderOf(path) },
	};
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

interface Unfolding {
	readonly nextBundle: () => number;
	/** What a cluster of the same file is for. */
	readonly kubernetes: string | undefined;
}

/** A document and what it holds: the items of a List, YAML in the values of a ConfigMap, what others give kubeadm. */
function unfoldWith(root: Root, depth: number, how: Unfolding): Root[] {
	const kind = root.value.get('kind')?.text() ?? '';
	const isList = kind.endsWith('List');
	const inside =
		depth === 0
			? []
			: isList
				? (root.value.get('items')?.items() ?? []).map(value => ({ ...root, value }))
				: [...embedded(root.value, kind, how), ...patches(root.value, how), ...parts(root.value, how)];
	const unfolded = inside.flatMap(item => unfoldWith(item, depth - 1, how));
	return isList && inside.length > 0 ? unfolded : [root, ...unfolded];
}

function embedded(root: YamlValue, kind: string, { nextBundle }: Unfolding): Root[] {
	const values = kind === 'ConfigMap' ? (root.get('data')?.entries() ?? []) : [];
	const texts = [...values.map(([, value]) => value), ...kubeadmFilesOf(root)];
	return texts.flatMap(value => {
		const text = value.text() ?? '';
		return /(?:kubeadm|kubelet\.config|kubeproxy\.config|apiserver\.config)\.k8s\.io\//.test(text) && !isTemplate(text)
			? parse(text, value.innerToFile(), nextBundle()).roots
			: [];
	});
}

function patches(root: YamlValue, { nextBundle }: Unfolding): Root[] {
	const kubernetes = kindVersionOf(root);
	const part = kubernetes === undefined ? {} : { kubernetes };
	return kindPatchesOf(root).flatMap(value =>
		parse(value.text() ?? '', value.innerToFile(), nextBundle()).roots.map(each => ({ ...each, part })),
	);
}

function parts(root: YamlValue, { nextBundle, kubernetes }: Unfolding): Root[] {
	const found = kubeadmPartsOf(root, kubernetes);
	const bundle = found.length > 0 ? nextBundle() : 0;
	return found.map(({ value, ...part }) => ({ value, bundle, errors: [], part }));
}

function documentOf(id: string, root: YamlValue, syntax: readonly Range[], text: string): ManifestDocument {
	return {
		id,
		root,
		syntax,
		find(path, part, occurrence) {
			const found = findWord(root, path) ?? find(root, path, part, occurrence);
			return { ...found, ...oneLine(found, text) };
		},
	};
}

/** A block is never marked: of what stands on several lines the first. */
function oneLine({ start, end }: Range, text: string): Range {
	const length = /^[^\r\n]*/.exec(text.slice(start, end))?.[0].length ?? 0;
	return { start, end: start + length };
}

/** In a command line that is one string, a word by its number. */
function findWord(root: YamlValue, path: YamlPath) {
	const script = typeof path.at(-1) === 'number' ? root.at(...path.slice(0, -1)) : undefined;
	const word = splitWords(script?.text() ?? '')[Number(path.at(-1))];
	return script && word && { ...script.innerToFile()(word), isExact: true };
}

function find(root: YamlValue, path: YamlPath, part: 'key' | 'value', occurrence?: number) {
	const parent = root.at(...path.slice(0, -1));
	const last = path.at(-1);
	const exact = typeof last === 'string' && occurrence !== undefined ? parent?.get(last, occurrence) : root.at(...path);
	const value = exact ?? root.deepest(...path);
	const range = part === 'key' || exact === undefined || value.text() === undefined ? value.keyRange() : value.range();
	return { ...range, isExact: exact !== undefined };
}
