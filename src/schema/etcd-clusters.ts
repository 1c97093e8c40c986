import type { Surroundings } from '../core/config-check.ts';
import { rootOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import { etcdProcessesOf, processKinds, settingOf, type EtcdProcess, type EtcdSetting } from './etcd-process.ts';

/** A member as one file starts it, and whom that file lists. */
export interface ListedMember {
	readonly process: EtcdProcess;
	readonly list: EtcdSetting;
	/** Its own name, where it has one. */
	readonly name: string | undefined;
	/** `name=URL` for each entry of the list. */
	readonly pairs: ReadonlySet<string>;
	/** Made to begin a cluster, not to join one. */
	readonly isNew: boolean;
}

const known = new WeakMap<readonly ConfigDocument[], readonly (readonly ListedMember[])[]>();

/** The members of each cluster of the workspace: files belong together that list one name under one URL. */
export function clustersOf(around: Surroundings): readonly (readonly ListedMember[])[] {
	const found = known.get(around.documents) ?? groupsOf(membersOf(around));
	known.set(around.documents, found);
	return found;
}

/** The others of the cluster that a document belongs to. */
export function peersOf(
	root: Site,
	around: Surroundings,
): { own: readonly ListedMember[]; all: readonly ListedMember[] } {
	const isOwn = ({ process }: ListedMember) => process.root.document.id === root.document.id;
	const all = clustersOf(around).find(cluster => cluster.some(isOwn)) ?? [];
	return { own: all.filter(isOwn), all };
}

function membersOf(around: Surroundings): ListedMember[] {
	return around.documents
		.filter(({ kind, errors }) => processKinds.includes(kind) && errors.length === 0)
		.flatMap(document => etcdProcessesOf(rootOf(document), around))
		.flatMap(process => {
			const list = settingOf(process, 'initial-cluster');
			const pairs = (list?.text ?? '').split(',').map(pair => pair.trim());
			const state = settingOf(process, 'initial-cluster-state');
			const isReadable = list && pairs.every(pair => /^[^=]+=[a-z]+:\/\//.test(pair));
			const isNew = state ? state.text === 'new' : !process.isPartial;
			return isReadable
				? [{ process, list, name: settingOf(process, 'name')?.text, pairs: new Set(pairs), isNew }]
				: [];
		});
}

function groupsOf(members: readonly ListedMember[]): (readonly ListedMember[])[] {
	const groups = new Set<ListedMember[]>();
	const groupOf = new Map<string, ListedMember[]>();
	for (const member of members) {
		const touched = new Set<ListedMember[]>();
		for (const pair of member.pairs) {
			const group = groupOf.get(pair);
			if (group) {
				touched.add(group);
			}
		}
		const whole = [...[...touched].flat(), member];
		touched.forEach(group => groups.delete(group));
		groups.add(whole);
		whole.forEach(({ pairs }) => pairs.forEach(pair => groupOf.set(pair, whole)));
	}
	return [...groups];
}
