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
				const bundle = bundles.get(document.bundle) ?? [];
				yield* each(rootOf(document), { targets, bundle, documents });
			}
		},
	});
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
