import { ThemeIcon, type TreeItem } from 'vscode';
import { treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

/** Stands where nothing is known yet, and offers what would make it known. */
export class ActionNode implements TreeNode {
	readonly #id: string;
	readonly #label: string;
	readonly #icon: string;
	readonly #command: string;
	readonly #args: readonly unknown[];

	constructor(id: string, label: string, icon: string, command: string, args: readonly unknown[]) {
		this.#id = id;
		this.#label = label;
		this.#icon = icon;
		this.#command = command;
		this.#args = args;
	}

	item(): TreeItem {
		return treeItem({
			id: this.#id,
			label: this.#label,
			icon: new ThemeIcon(this.#icon),
			contextValue: 'action',
			command: { command: this.#command, title: this.#label, arguments: [...this.#args] },
			children: 'none',
		});
	}
}
