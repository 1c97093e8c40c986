import { Disposable, EventEmitter, window, workspace, type TreeDataProvider, type TreeItem } from 'vscode';
import type { ResourceName } from '../../core/kubernetes-resources.ts';
import { messageOf } from '../../core/errors.ts';
import type { App } from '../app.ts';
import { setContext } from '../context-keys.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import type { ContextNode } from './context-node.ts';
import type { SectionNode } from './section-node.ts';

/** A cluster is made anew alone: thousands of others stay as they are. */
class ContextTree implements TreeDataProvider<TreeNode> {
	readonly #app: App;
	readonly #nodes = new Map<string, ContextNode>();
	readonly #changed = new EventEmitter<TreeNode | undefined>();
	readonly onDidChangeTreeData = this.#changed.event;

	constructor(app: App) {
		this.#app = app;
	}

	getTreeItem(node: TreeNode): TreeItem {
		return node.item();
	}

	getChildren(node?: TreeNode): TreeNode[] | Promise<TreeNode[]> {
		return node ? (node.children?.() ?? []) : this.#roots();
	}

	refresh(key?: string): void {
		this.#changed.fire(key === undefined ? undefined : this.#nodes.get(key));
	}

	async #roots(): Promise<TreeNode[]> {
		const [{ ContextNode }, { entries }] = await Promise.all([
			import('./context-node.ts'),
			this.#app.kubernetes.contexts(),
		]);
		setContext('quorum.contextCount', entries.length);
		const counts = Map.groupBy(entries, ({ context }) => context.name);
		this.#nodes.clear();
		for (const entry of entries) {
			const isAmbiguous = (counts.get(entry.context.name)?.length ?? 0) > 1;
			this.#nodes.set(entry.key, new ContextNode(this.#app, entry, isAmbiguous));
		}
		return [...this.#nodes.values()];
	}
}

/**
 * The contexts of all kubeconfigs. Showing them reads files; only opening one dials, and only what is open is watched, while the
 * view is to be seen.
 */
export function registerKubernetesView(app: App): Disposable {
	const tree = new ContextTree(app);
	const view = window.createTreeView('quorum.kubernetes', { treeDataProvider: tree, showCollapseAll: true });
	const watching = new Set<SectionNode>();
	const stop = (section: SectionNode) => {
		watching.delete(section);
		const others = [...watching].filter(({ cluster }) => cluster === section.cluster);
		void unwatch(section, others);
	};
	return Disposable.from(
		view,
		app.kubernetes.onDidChange(key => view.visible && tree.refresh(key)),
		app.session.onDidChange(() => tree.refresh()),
		workspace.onDidChangeConfiguration(
			event => event.affectsConfiguration('quorum.kubeconfigs') && app.kubernetes.refresh(),
		),
		view.onDidExpandElement(({ element }) => {
			if (isContext(element) && app.kubernetes.known(element.entry.key)?.state.kind !== 'connected') {
				void connect(app, element);
			} else if (isSection(element)) {
				watching.add(element);
			}
		}),
		view.onDidCollapseElement(({ element }) => isSection(element) && stop(element)),
		view.onDidChangeVisibility(({ visible }) => {
			if (visible) {
				tree.refresh();
			} else {
				[...watching].forEach(section => void unwatch(section, []));
			}
		}),
		app.kubernetes,
		new Disposable(() => watching.clear()),
	);
}

/** Told by what they have: their classes are loaded with the first row. */
function isContext(node: TreeNode): node is ContextNode {
	return 'entry' in node;
}

function isSection(node: TreeNode): node is SectionNode {
	return 'section' in node;
}

async function connect(app: App, { entry }: ContextNode): Promise<void> {
	try {
		const cluster = await app.kubernetes.cluster(entry);
		// What failed before is not tried again by opening it once more: its own action does that.
		if (cluster.state.kind === 'closed') {
			await cluster.connect();
		}
	} catch (error) {
		app.log.failure(error);
		void window.showErrorMessage(messageOf(error));
	}
}

/** What another open section shows is still watched. */
async function unwatch(section: SectionNode, others: readonly SectionNode[]): Promise<void> {
	const { sectionLists } = await import('../../app/kubernetes/rows.ts');
	const listsOf = ({ section: name }: SectionNode): readonly ResourceName[] =>
		name === 'clusterApi' ? [] : sectionLists[name];
	const kept = new Set(others.flatMap(listsOf));
	section.cluster.unwatch(listsOf(section).filter(name => !kept.has(name)));
}
