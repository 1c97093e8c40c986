import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import type { Row } from '../../app/kubernetes/rows.ts';
import { isClusterApiCluster } from '../../core/cluster-api.ts';
import { severityIcon, treeItem } from '../tree/item.ts';
import type { TreeNode } from '../tree/tree-node.ts';

/** One row below a cluster: an object, a flag, a group of events. A click shows the object. */
export class RowNode implements TreeNode {
	readonly #cluster: string;
	readonly #section: string;
	readonly #row: Row;

	constructor(cluster: string, section: string, row: Row) {
		this.#cluster = cluster;
		this.#section = section;
		this.#row = row;
	}

	item(): TreeItem {
		const { id, label, description, tooltip, object, children } = this.#row;
		return treeItem({
			id: `${this.#cluster}/${this.#section}/${id}`,
			label,
			description,
			icon: this.#icon(),
			...(tooltip !== undefined && { tooltip: `${label}: ${description}\n${tooltip}` }),
			contextValue: object ? (isClusterApiCluster(object) ? 'kubeObject.cluster' : 'kubeObject') : 'kubeRow',
			...(object && {
				command: { command: 'quorum.showObject', title: label, arguments: [this.#cluster, object] },
			}),
			children: children.length > 0 ? 'closed' : 'none',
		});
	}

	children(): TreeNode[] {
		return this.#row.children.map(child => new RowNode(this.#cluster, this.#section, child));
	}

	/** For the commands of its menu. */
	get target(): readonly [cluster: string, object: Row['object']] {
		return [this.#cluster, this.#row.object];
	}

	#icon(): ThemeIcon {
		const { severity, isUnknown, object } = this.#row;
		if (isUnknown) {
			return new ThemeIcon('question', new ThemeColor('list.warningForeground'));
		}
		return severity !== undefined || object ? severityIcon(severity) : new ThemeIcon('symbol-property');
	}
}
