import { ThemeIcon, type Command, type TreeItem } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import type { ContextValue } from './context-values.ts';
import { treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

export interface OutlineLook {
	readonly id: string;
	readonly label: string;
	readonly description?: string;
	readonly tooltip?: string;
	readonly icon: string;
	readonly contextValue: ContextValue;
	readonly command?: Command;
	/** Unfolded from the start. */
	readonly isOpen?: boolean;
}

/** A row of an outline of files. Its children are read when it is unfolded; why they cannot be is its only child. */
export class OutlineNode implements TreeNode {
	readonly key: string;
	readonly #look: OutlineLook;
	readonly #children: (() => Promise<TreeNode[]>) | undefined;

	constructor(key: string, look: OutlineLook, children?: () => Promise<TreeNode[]>) {
		this.key = key;
		this.#look = look;
		this.#children = children;
	}

	item(): TreeItem {
		const { icon, isOpen, ...look } = this.#look;
		const children = !this.#children ? 'none' : isOpen ? 'open' : 'closed';
		return treeItem({ ...look, icon: new ThemeIcon(icon), children });
	}

	async children(): Promise<TreeNode[]> {
		try {
			return (await this.#children?.()) ?? [];
		} catch (error) {
			if (!(error instanceof ExpectedError)) {
				throw error;
			}
			const id = `${this.#look.id}/failure`;
			return [new OutlineNode(this.key, { id, label: error.message, icon: 'warning', contextValue: 'dataLine' })];
		}
	}
}
