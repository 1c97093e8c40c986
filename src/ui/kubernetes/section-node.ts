import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import type { LiveCluster } from '../../app/kubernetes/live-cluster.ts';
import type { SectionName } from '../../app/kubernetes/rows.ts';
import { messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { treeItem } from '../tree/item.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { RowNode } from './row-node.ts';

export type Section = SectionName | 'clusterApi';

/** One kind of things of a connected cluster. It is asked for, and watched, while it is open. */
export class SectionNode implements TreeNode {
	readonly section: Section;
	readonly cluster: LiveCluster;
	readonly #app: App;
	readonly #name: string;

	constructor(app: App, cluster: LiveCluster, name: string, section: Section) {
		this.#app = app;
		this.cluster = cluster;
		this.#name = name;
		this.section = section;
	}

	item(): TreeItem {
		return treeItem({
			id: `${this.cluster.key}/${this.section}`,
			label: titleOf(this.section),
			icon: new ThemeIcon(icons[this.section]),
			contextValue: 'kubeSection',
			children: 'closed',
		});
	}

	async children(): Promise<TreeNode[]> {
		try {
			return this.section === 'clusterApi' ? await this.#clusterApi() : await this.#watched(this.section);
		} catch (error) {
			this.#app.log.failure(error);
			return [noteNode(`${this.cluster.key}/${this.section}`, messageOf(error), 'error')];
		}
	}

	async #clusterApi(): Promise<TreeNode[]> {
		const opened = this.cluster.opened();
		const { clusterApiRows } = await import('../../app/kubernetes/cluster-api-rows.ts');
		const host = { signal: AbortSignal.timeout(60_000), bug: (error: unknown) => this.#app.log.bug(error) };
		const rows = opened ? await clusterApiRows(opened, host) : [];
		return rows.map(row => new RowNode(this.cluster.key, this.section, row));
	}

	async #watched(section: SectionName): Promise<TreeNode[]> {
		const { isShown, rowsOf, sectionLists } = await import('../../app/kubernetes/rows.ts');
		const lists = sectionLists[section].map(name => [name, this.cluster.watched(name, isShown)] as const);
		const members = this.#app.session.latest(this.cluster.key)?.report.members ?? [];
		const objects = Object.fromEntries(lists.map(([name, watched]) => [name, watched?.objects ?? []]));
		const rows = rowsOf(section, objects, { now: Date.now(), cluster: this.#name, members });
		const id = `${this.cluster.key}/${section}`;
		const notes = lists.flatMap(([name, watched]) =>
			watched?.problem ? [noteNode(`${id}/${name}`, watched.problem, 'error')] : [],
		);
		const isComplete = lists.every(([, watched]) => watched?.isComplete);
		const cut = lists.some(([, watched]) => watched?.isCut)
			? [noteNode(`${id}/cut`, t('Only the newest are shown; quorum events shows all.'), 'nothing')]
			: [];
		// What could not be read is said, not shown as an empty list.
		const state = notes.length > 0 ? notes : isComplete ? [] : [noteNode(`${id}/loading`, t('loading…'), 'loading')];
		const nothing =
			rows.length === 0 && state.length === 0 ? [noteNode(`${id}/nothing`, nothingIn(section), 'nothing')] : [];
		return [...state, ...cut, ...nothing, ...rows.map(row => new RowNode(this.cluster.key, section, row))];
	}
}

const icons: Readonly<Record<Section, string>> = {
	controlPlane: 'circuit-board',
	etcd: 'database',
	nodes: 'server',
	workloads: 'package',
	events: 'history',
	clusterApi: 'type-hierarchy',
};

function titleOf(section: Section): string {
	return {
		controlPlane: t('Control plane'),
		etcd: t('etcd members'),
		nodes: t('Nodes'),
		workloads: t('Workloads with problems'),
		events: t('Events'),
		clusterApi: t('Cluster API'),
	}[section];
}

function nothingIn(section: SectionName): string {
	return {
		controlPlane: t('No node of the control plane is to be seen.'),
		etcd: t('No pod of etcd is to be seen.'),
		nodes: t('There is no node.'),
		workloads: t('No pod has a problem.'),
		events: t('The API server tells no events.'),
	}[section];
}

const noteIcons = {
	error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
	loading: new ThemeIcon('loading~spin'),
	nothing: new ThemeIcon('dash'),
} as const;

/** A sentence where rows would be. */
export function noteNode(id: string, text: string, kind: keyof typeof noteIcons): TreeNode {
	return {
		item: () =>
			treeItem({ id: `${id}/note`, label: text, icon: noteIcons[kind], contextValue: 'kubeNote', children: 'none' }),
	};
}
