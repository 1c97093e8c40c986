import type { TreeItem } from 'vscode';
import { EventEmitter, type Event, type TreeDataProvider } from 'vscode';
import type { Ending } from '../emitter.ts';

/** A value made anew on each refresh; it holds what it shows, and no client. */
export interface TreeNode {
	item(): TreeItem;
	children?(): TreeNode[] | Promise<TreeNode[]>;
}

/** A tree of nodes below `roots`; any change asks for all of them again, and stable ids keep what is open open. */
export class Tree implements TreeDataProvider<TreeNode> {
	readonly #roots: () => TreeNode[] | Promise<TreeNode[]>;
	readonly #changed = new EventEmitter<void>();
	readonly onDidChangeTreeData: Event<void> = this.#changed.event;

	constructor(roots: () => TreeNode[] | Promise<TreeNode[]>, changes: readonly ((listener: () => void) => Ending)[]) {
		this.#roots = roots;
		changes.forEach(listen => listen(() => this.#changed.fire()));
	}

	getTreeItem(node: TreeNode): TreeItem {
		return node.item();
	}

	getChildren(node?: TreeNode): TreeNode[] | Promise<TreeNode[]> {
		return node ? (node.children?.() ?? []) : this.#roots();
	}
}
