import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import type { LiveCluster } from '../../app/kubernetes/live-cluster.ts';
import type { Lists, SectionName, Surroundings } from '../../app/kubernetes/rows.ts';
import { findingsOf } from '../../core/diagnose.ts';
import type { KeptEvent } from '../../core/event-history.ts';
import { messageOf } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { treeItem } from '../tree/item.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { asOf } from '../time.ts';
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
			...(this.#filter !== '' && { description: this.#filter }),
			contextValue: this.section === 'events' ? 'kubeSection.events' : 'kubeSection',
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
		const { kubernetes, session, log } = this.#app;
		const { rows, at } = await this.cluster.clusterApi({
			signal: AbortSignal.timeout(60_000),
			bug: error => log.bug(error),
			workload: name => {
				const { key } = kubernetes.workload(this.cluster.key, name) ?? {};
				const cluster = key === undefined ? undefined : kubernetes.known(key)?.opened();
				const facts = key === undefined ? undefined : session.latest(key)?.collected.facts;
				return cluster && { cluster, etcd: etcdOf(facts ?? {}) };
			},
		});
		const asked = noteNode(`${this.cluster.key}/clusterApi/asked`, asOf(at), 'nothing');
		return [asked, ...rows.map(row => new RowNode(this.cluster.key, this.section, row))];
	}

	async #watched(section: SectionName): Promise<TreeNode[]> {
		const { isShown, rowsOf, sectionLists } = await import('../../app/kubernetes/rows.ts');
		const lists = sectionLists[section].map(name => [name, this.cluster.watched(name, isShown)] as const);
		const objects: Lists = Object.fromEntries(lists.map(([name, watched]) => [name, watched?.objects ?? []]));
		const history = section === 'events' ? await this.#history(objects.kubeEvents ?? []) : {};
		const { eventFilterOf } = await import('../../core/event-filter.ts');
		const filter = eventFilterOf(this.#filter);
		const rows = await rowsOf(section, objects, {
			filter,
			cluster: this.#name,
			...this.#latest(),
			...history,
			now: Date.now(),
		});
		const id = `${this.cluster.key}/${section}`;
		const problems = [...lists.map(([name, watched]) => [name, watched?.problem]), ['history', history.problem]];
		const notes = problems.flatMap(([name, problem]) =>
			problem === undefined ? [] : [noteNode(`${id}/${name}`, problem, 'error')],
		);
		const isComplete = lists.every(([, watched]) => watched?.isComplete);
		const cut = lists.some(([, watched]) => watched?.isCut)
			? [noteNode(`${id}/cut`, t('Only the newest are shown; quorum events shows all.'), 'nothing')]
			: [];
		// What could not be read is said, not shown as an empty list.
		const state = notes.length > 0 ? notes : isComplete ? [] : [noteNode(`${id}/loading`, t('loading…'), 'loading')];
		const nothing =
			rows.length === 0 && state.length === 0
				? [
						noteNode(
							`${id}/nothing`,
							this.#filter === '' ? nothingIn(section) : t('No event fits the filter.'),
							'nothing',
						),
					]
				: [];
		return [...state, ...cut, ...nothing, ...rows.map(row => new RowNode(this.cluster.key, section, row))];
	}

	get #filter(): string {
		return this.section === 'events' ? this.#app.kubernetes.eventFilter(this.cluster.key) : '';
	}

	#latest(): Pick<Surroundings, 'members' | 'findings'> {
		const report = this.#app.session.latest(this.cluster.key)?.report;
		return { members: report?.members ?? [], findings: report ? findingsOf(report) : [] };
	}

	/** A history that cannot be read or written takes nothing from what is seen now. */
	async #history(
		told: readonly KubeObject[],
	): Promise<{ readonly kept?: readonly KeptEvent[]; readonly problem?: string }> {
		try {
			return { kept: await this.cluster.keptEvents(told, Date.now()) };
		} catch (error) {
			this.#app.log.failure(error);
			return { problem: messageOf(error) };
		}
	}
}

function etcdOf({ memberLists, statuses }: Partial<Facts>): Partial<Pick<Facts, 'memberLists' | 'statuses'>> {
	return { ...(memberLists && { memberLists }), ...(statuses && { statuses }) };
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
