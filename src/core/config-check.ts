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
			const meant = documents.filter(
				({ kind, isPart }) => kinds.some(each => isOfKind(kind, each)) && !(wholes && isPart),
			);
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

/**
 * A rule that is not asked again about what did not change: an edit makes one document of a file anew, and the others are
 * the same objects. A rule is pure, so what it looked at decides.
 */
function remembering(each: Ask) {
	return (document: ConfigDocument, { targets, bundle, documents }: Surroundings): readonly Outcome[] => {
		const ofDocument = knownOf(document);
		const former = ofDocument.get(each);
		if (former && isSameTarget(former.targets, targets) && isSameView(former.seen, { bundle, documents })) {
			return former.outcomes;
		}
		const seen: { bundle?: readonly ConfigDocument[]; documents?: readonly ConfigDocument[] } = {};
		const around: Surroundings = {
			targets,
			get bundle() {
				return (seen.bundle = bundle);
			},
			get documents() {
				return (seen.documents = documents);
			},
		};
		const outcomes = [...each(rootOf(document), around)];
		ofDocument.set(each, { targets, outcomes, seen });
		return outcomes;
	};
}

function isSameView(seen: Judged['seen'], now: Required<Judged['seen']>): boolean {
	return (
		(!seen.bundle || isSameList(seen.bundle, now.bundle)) &&
		(!seen.documents || isSameList(seen.documents, now.documents))
	);
}

function isSameTarget(a: Targets, b: Targets): boolean {
	return a.kubernetes === b.kubernetes && a.etcd === b.etcd;
}

function isSameList(a: readonly ConfigDocument[], b: readonly ConfigDocument[]): boolean {
	return a === b || (a.length === b.length && a.every((document, index) => document === b[index]));
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
