import { parseAllDocuments, visit, type Document } from 'yaml';
import { splitWords } from '../core/shell-words.ts';
import { t } from '../core/words.ts';
import type { ConfigDocument } from '../core/facts.ts';
import type { YamlPath } from '../core/finding.ts';
import { anchorsOf, type Anchors } from './anchors.ts';
import { emptyPieces, configDocumentOf } from './config-documents.ts';
import { shiftedDescription, type Description } from './description.ts';
import { documentIdOf, folderOf, nothingRead, type ManifestDocument, type Reading } from './document.ts';
import { readers } from './kinds/index.ts';
import { describeCluster } from './kinds/kubeadm.ts';
import { positionIn } from './location.ts';
import { kindPatchesOf, kindVersionOf, kubeadmFilesOf, kubeadmPartsOf, topologyVersionOf } from './parts.ts';
import { piecesOf, shiftBy, type Piece } from './pieces.ts';
import type { FileProblem, Range, SourceFile } from './source.ts';
import { isTemplate, mayBeTemplate } from './template.ts';
import { YamlValue, type YamlSource } from './yaml-value.ts';

/** YAML inside YAML inside YAML is not met. */
const embeddingDepth = 3;

interface SyntaxError extends Range {
	readonly message: string;
}

/** A document as the YAML library gives it, in offsets of the text that it was parsed from. */
interface ParsedDocument {
	readonly text: string;
	readonly contents: unknown;
	readonly anchors: Anchors;
	readonly errors: readonly SyntaxError[];
	/** What was made of it where it stood, for as long as it is the same document of the same file. */
	understood?: Understood;
}

interface Understood {
	readonly id: string;
	readonly start: number;
	readonly descriptions: readonly Description[];
	readonly config: ConfigDocument;
}

/** A document, which of the texts in a file it belongs to, and what of it is no YAML. */
interface Root {
	readonly value: YamlValue;
	readonly bundle: number;
	readonly errors: readonly SyntaxError[];
	/** Of what lies inside another document: what it is, where it does not say so itself, and what it is for. */
	readonly part?: { readonly kind?: string; readonly kubernetes?: string };
	/** Of a document of the file itself. */
	readonly parsed?: ParsedDocument;
	readonly start: number;
}

interface ParsedPiece extends Piece {
	readonly parsed: readonly ParsedDocument[];
}

/** The pieces of a file that was read: those that come again need not be parsed again. */
const piecesOfReading = new WeakMap<Reading['documents'], readonly ParsedPiece[]>();

/** Understands YAML and JSON files, by what is in them. `former` is what was read of the file before an edit. */
export function readYaml(file: SourceFile, former?: Reading): Reading {
	let bundles = 0;
	// What was cut off in the middle of a line break of two letters ends with the first.
	const pieces = parsePieces(file.text.replace(/\r$/, ''), former && piecesOfReading.get(former.documents));
	const roots = pieces.flatMap(({ start, parsed }) => parsed.map(each => rootOf(each, shiftBy(start), bundles, start)));
	const kubernetes = roots.map(({ value }) => topologyVersionOf(value)).find(version => version !== undefined);
	const unfold = (root: Root, depth: number): Root[] =>
		unfoldWith(root, depth, { nextBundle: () => ++bundles, kubernetes });
	const errorOffsets = roots.flatMap(root => root.errors.map(error => error.start));
	const isBroken = errorOffsets.length > 0;
	if (isBroken && mayBeTemplate(file.text, errorOffsets[0] ?? 0)) {
		return { ...nothingRead, problems: [{ path: file.path, kind: 'template' }] };
	}
	const read = roots
		.flatMap(root => unfold(root, embeddingDepth))
		.map((root, index) => readRoot(documentIdOf(file.path, index), root, file));
	const comments = emptyPieces(file.text).map((range, index) => emptyDocument(file, range, index));
	const problems: FileProblem[] = isBroken
		? [{ path: file.path, kind: 'invalid', line: positionIn(file, errorOffsets[0] ?? 0).line }]
		: [];
	const documents = [...read, ...comments].map(each => each.document);
	piecesOfReading.set(documents, pieces);
	return {
		documents,
		descriptions: read.flatMap(each => each.descriptions),
		configs: [...read, ...comments].map(each => each.config),
		problems,
	};
}

/** Of equal pieces each is taken once, in their order, so that each goes on being itself. */
function parsePieces(text: string, former: readonly ParsedPiece[] = []): ParsedPiece[] {
	const known = Map.groupBy(former.toReversed(), piece => piece.text);
	return piecesOf(text).map(piece => ({
		...piece,
		parsed: known.get(piece.text)?.pop()?.parsed ?? parseDocuments(piece.text),
	}));
}

function readRoot(id: string, root: Root, file: SourceFile) {
	const { descriptions, config } = understand(id, root, file.path);
	return { document: documentOf(id, root.value, root.errors, file.text), descriptions, config };
}

function understand(id: string, { value, bundle, errors, parsed, part, start }: Root, path: string): Understood {
	const former = parsed?.understood;
	const standing = {
		bundle: `${path}|${bundle}`,
		folder: folderOf(path),
		errors: errors.map(error => error.message),
		...(part && { part }),
	};
	if (former?.id === id && former.config.bundle === standing.bundle) {
		const by = start - former.start;
		return by === 0
			? former
			: { ...former, descriptions: former.descriptions.map(each => shiftedDescription(each, by)) };
	}
	const isCluster = part?.kind === 'kubeadm/ClusterConfiguration';
	const descriptions = isCluster
		? describeCluster(id, value, 'kubeadm-part')
		: readers.flatMap(reader => reader({ id, root: value }));
	const fresh = { id, start, descriptions, config: configDocumentOf(id, value, standing, descriptions) };
	if (parsed) {
		parsed.understood = fresh;
	}
	return fresh;
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

function parseDocuments(text: string): ParsedDocument[] {
	// Duplicate keys are legal to Kubernetes, which takes the last.
	const parsed = parseAllDocuments(text, {
		uniqueKeys: false,
		strict: false,
		prettyErrors: false,
		logLevel: 'silent',
	});
	return (Array.isArray(parsed) ? parsed : []).map(document => ({
		text,
		contents: document.contents,
		anchors: anchorsOf(document),
		errors: [
			...document.errors.map(({ message, pos: [start, end] }) => ({ message, start, end })),
			...(text.includes('*') ? danglingAliases(document) : []),
			...controlCharacters(document, text),
		],
	}));
}

function rootOf(parsed: ParsedDocument, toFile: YamlSource['toFile'], bundle: number, start?: number): Root {
	const { text, contents, anchors, errors } = parsed;
	return {
		value: new YamlValue({ text, anchors, toFile, isEmbedded: start === undefined }, contents),
		bundle,
		errors: errors.map(({ message, ...range }) => ({ message, ...toFile(range) })),
		start: start ?? 0,
		...(start !== undefined && { parsed }),
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

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** The readers of Kubernetes and etcd stop at these wherever they are, in comments too. */
function controlCharacters({ range }: Document, text: string): SyntaxError[] {
	const at = text.search(control);
	return range && at >= range[0] && at < range[2]
		? [{ message: t('it has a control character.'), start: at, end: at + 1 }]
		: [];
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
				? (root.value.get('items')?.items() ?? []).map(value => ({ ...withoutParsed(root), value }))
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
			? embeddedRoots(text, value, nextBundle())
			: [];
	});
}

function patches(root: YamlValue, { nextBundle }: Unfolding): Root[] {
	const kubernetes = kindVersionOf(root);
	const part = kubernetes === undefined ? {} : { kubernetes };
	return kindPatchesOf(root).flatMap(value =>
		embeddedRoots(value.text() ?? '', value, nextBundle()).map(each => ({ ...each, part })),
	);
}

function parts(root: YamlValue, { nextBundle, kubernetes }: Unfolding): Root[] {
	const found = kubeadmPartsOf(root, kubernetes);
	const bundle = found.length > 0 ? nextBundle() : 0;
	return found.map(({ value, ...part }) => ({ value, bundle, errors: [], part, start: 0 }));
}

function embeddedRoots(text: string, value: YamlValue, bundle: number): Root[] {
	return parseDocuments(text).map(parsed => rootOf(parsed, value.innerToFile(), bundle));
}

/** What is understood of the whole is not what is understood of its items. */
function withoutParsed({ parsed: _whole, ...root }: Root): Root {
	return root;
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
