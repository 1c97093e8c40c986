import { check, type Check } from './check.ts';
import { rootOf, type Site } from './config-tree.ts';
import type { ConfigDocument, Targets } from './facts.ts';
import type { Outcome, Severity } from './finding.ts';
import { t } from './words.ts';

/** What a rule may look at besides its own document. */
export interface Surroundings {
	readonly targets: Targets;
	/** What is given to a program together with the document, itself included. */
	readonly bundle: readonly ConfigDocument[];
	/** All documents of the workspace. */
	readonly documents: readonly ConfigDocument[];
}

export interface ConfigRule {
	readonly id: string;
	readonly title: string;
	readonly remedy: string;
	readonly severity: Severity;
	/** Kinds of documents that it is about; a slash at the end stands for all of a group. */
	readonly kinds: readonly string[];
	/** About what a document must say when it stands alone: nothing of it holds for a part of another document. */
	readonly wholes?: true;
	/** Yields what is wrong with one document. */
	each(root: Site, around: Surroundings): Iterable<Outcome>;
}

/** A check of documents one by one: the ordinary kind of rule about files. */
export function configCheck({ kinds, wholes, each, ...about }: ConfigRule): Check {
	const judge = remembering(each);
	return check({
		...about,
		needs: ['documents', 'targets'],
		params: {},
		*run({ documents, targets }) {
			const meant = documentsOf(documents, kinds).filter(({ isPart }) => !(wholes && isPart));
			if (meant.length === 0) {
				yield { notApplicable: t('No file of this kind is there.') };
			}
			const bundles = bundlesOf(documents);
			for (const document of meant) {
				if (document.errors.length > 0) {
					yield { unknown: t('A document is not valid YAML.'), missing: ['documents'] };
					continue;
				}
				yield* judge(document, { targets, bundle: bundles.get(document.bundle) ?? [], documents });
			}
		},
	});
}

interface Judged {
	readonly targets: Targets;
	/** What the rule looked at beyond the document. */
	readonly seen: Partial<Pick<Surroundings, 'bundle' | 'documents'>>;
	readonly outcomes: readonly Outcome[];
}

type Ask = ConfigRule['each'];

/** What rules said of a document, for as long as there is the document. */
const known = new WeakMap<ConfigDocument, Map<Ask, Judged>>();

function knownOf(document: ConfigDocument): Map<Ask, Judged> {
	const ofDocument = known.get(document) ?? new Map<Ask, Judged>();
	known.set(document, ofDocument);
	return ofDocument;
}

/** The surroundings of one document, which notice what is looked at. */
class Watched implements Surroundings {
	readonly targets: Targets;
	readonly seen: { bundle?: readonly ConfigDocument[]; documents?: readonly ConfigDocument[] } = {};
	readonly #around: Surroundings;

	constructor(around: Surroundings) {
		this.targets = around.targets;
		this.#around = around;
	}

	get bundle(): readonly ConfigDocument[] {
		return (this.seen.bundle = this.#around.bundle);
	}

	get documents(): readonly ConfigDocument[] {
		return (this.seen.documents = this.#around.documents);
	}
}

/** Most rules have nothing to say of most documents, and looked at nothing else: one object tells it of all of them. */
let silence: Judged = { targets: {}, seen: {}, outcomes: [] };

function judgedAs({ targets, seen }: Watched, outcomes: readonly Outcome[]): Judged {
	if (outcomes.length > 0 || seen.bundle || seen.documents) {
		return { targets, seen, outcomes };
	}
	silence = silence.targets === targets ? silence : { targets, seen: {}, outcomes: [] };
	return silence;
}

/**
 * A rule that is not asked again about what did not change: an edit makes one document of a file anew, and the others are
 * the same objects. A rule is pure, so what it looked at decides.
 */
function remembering(each: Ask) {
	return (document: ConfigDocument, around: Surroundings): readonly Outcome[] => {
		const ofDocument = knownOf(document);
		const former = ofDocument.get(each);
		if (former && isSameTarget(former.targets, around.targets) && isSameView(former.seen, around)) {
			return former.outcomes;
		}
		const watched = new Watched(around);
		const judged = judgedAs(watched, [...each(rootOf(document), watched)]);
		ofDocument.set(each, judged);
		return judged.outcomes;
	};
}

function isSameView(seen: Judged['seen'], now: Surroundings): boolean {
	return (
		(!seen.bundle || isSameList(seen.bundle, now.bundle)) &&
		(!seen.documents || isSameList(seen.documents, now.documents))
	);
}

function isSameTarget(a: Targets, b: Targets): boolean {
	return a === b || (a.kubernetes === b.kubernetes && a.etcd === b.etcd);
}

type Documents = readonly ConfigDocument[];

/** The last answer: after an edit every rule asks of every document about the same two lists. */
let compared: { readonly a: Documents; readonly b: Documents; readonly isSame: boolean } | undefined;

function isSameList(a: Documents, b: Documents): boolean {
	if (compared?.a !== a || compared.b !== b) {
		const isSame = a === b || (a.length === b.length && a.every((document, index) => document === b[index]));
		compared = { a, b, isSame };
	}
	return compared.isSame;
}

function isOfKind(kind: string, wanted: string): boolean {
	return wanted.endsWith('/') ? kind.startsWith(wanted) : kind === wanted;
}

/** Every rule asks for them: they are the same arrays for all, so that what is derived of them can be kept. */
const knownBundles = new WeakMap<readonly ConfigDocument[], ReadonlyMap<string, readonly ConfigDocument[]>>();

function bundlesOf(documents: readonly ConfigDocument[]): ReadonlyMap<string, readonly ConfigDocument[]> {
	const known = knownBundles.get(documents) ?? Map.groupBy(documents, ({ bundle }) => bundle);
	knownBundles.set(documents, known);
	return known;
}

const knownKinds = new WeakMap<readonly ConfigDocument[], ReadonlySet<string>>();

/** The documents of some kinds, in their order. */
function documentsOf(documents: readonly ConfigDocument[], wanted: readonly string[]): readonly ConfigDocument[] {
	const kinds = knownKinds.get(documents) ?? new Set(documents.map(({ kind }) => kind));
	knownKinds.set(documents, kinds);
	const meant = new Set([...kinds].filter(kind => wanted.some(each => isOfKind(kind, each))));
	return meant.size === 0 ? [] : documents.filter(({ kind }) => meant.has(kind));
}
