import { entriesOf, fieldAt, isOpaque, rootOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import type { Fix } from '../core/fix.ts';
import { t } from '../core/words.ts';
import { kindsOf, shapeAt, shapeOf } from './config-fields.ts';

/** The other kinds of the same API version that have a field of this name in this place. */
export function ownersOf({ document, path }: Site): readonly string[] {
	const kind = document.kind.split('/')[1] ?? '';
	return kindsOf(document.apiVersion).filter(
		other => other !== kind && shapeAt(shapeOf(document.apiVersion, other), path) !== undefined,
	);
}

/** The document that kubeadm reads together with another in the same command, and that may be added to it. */
const companions: Readonly<Record<string, string>> = {
	ClusterConfiguration: 'InitConfiguration',
	InitConfiguration: 'ClusterConfiguration',
};

/** The owner that is there with the document, or could be. */
export function ownerAmong(site: Site, bundle: readonly ConfigDocument[]): string | undefined {
	const owners = ownersOf(site);
	const companion = companions[site.document.kind.split('/')[1] ?? ''];
	return (
		owners.find(owner => documentOf(owner, site, bundle)) ?? owners.find(owner => owner === companion) ?? owners[0]
	);
}

/** Takes a field to the kind that has it: to the only document of it, or to a new one where kubeadm reads both. */
export function moveToOwner(site: Site, owner: string, bundle: readonly ConfigDocument[]): Fix | undefined {
	const { document, path } = site;
	const kind = document.kind.split('/')[1] ?? '';
	const target = documentOf(owner, site, bundle);
	const isThere = bundle.some(other => other.kind.split('/')[1] === owner);
	const key = path.at(-1);
	const to = path.slice(0, -1);
	const isPlain = typeof key === 'string' && to.every(step => typeof step === 'string');
	if (!document.kind.startsWith('kubeadm/') || site.occurrence !== undefined || !isPlain) {
		return undefined;
	}
	const isNew = !isThere && companions[kind] === owner && !document.isPart;
	if (target ? !isFree(rootOf(target), [...to, key]) : !isNew) {
		return undefined;
	}
	const into = target?.id ?? { apiVersion: document.apiVersion, kind: owner };
	return {
		title: t('Move to {0}', owner),
		edits: [{ document: document.id, kind: 'move', path, into, to, key }],
	};
}

function documentOf(owner: string, { document }: Site, bundle: readonly ConfigDocument[]): ConfigDocument | undefined {
	const found = bundle.filter(({ kind }) => kind === `${document.kind.split('/')[0]}/${owner}`);
	const [only] = found;
	return found.length === 1 && only?.apiVersion === document.apiVersion && only.errors.length === 0 ? only : undefined;
}

/** Whether a field may be written at a path: nothing is there, and what is on the way are maps. */
function isFree(root: Site, path: readonly string[]): boolean {
	const steps = path.map((_step, depth) => fieldAt(root, ...path.slice(0, depth)));
	return (
		fieldAt(root, ...path) === undefined &&
		steps.every(step => !step || (step.node.kind === 'map' && !hasTwins(step)) || isEmpty(step))
	);
}

function hasTwins(site: Site): boolean {
	return entriesOf(site).some(({ occurrence }) => occurrence !== undefined);
}

function isEmpty(site: Site): boolean {
	return site.node.kind === 'scalar' && site.node.type === 'null' && !isOpaque(site);
}
