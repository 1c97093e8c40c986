import { ThemeIcon, type TreeItem } from 'vscode';
import { t } from '../../core/words.ts';
import { FindingNode } from './finding-node.ts';
import type { FindingGroup, Grouping } from './finding-groups.ts';
import { severityIcon, treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

/** Findings of one severity, cluster or check. */
export class FindingGroupNode implements TreeNode {
	readonly #group: FindingGroup;
	readonly #grouping: Grouping;
	readonly #namesCluster: boolean;

	constructor(group: FindingGroup, grouping: Grouping, namesCluster: boolean) {
		this.#group = group;
		this.#grouping = grouping;
		this.#namesCluster = namesCluster;
	}

	item(): TreeItem {
		const count = this.#group.found.length;
		return treeItem({
			id: `${this.#grouping}/${this.#group.id}`,
			label: this.#group.label,
			description: count === 1 ? t('1 finding') : t('{0} findings', count),
			icon:
				this.#grouping === 'cluster' ? new ThemeIcon('server') : severityIcon(this.#group.found[0]?.finding.severity),
			contextValue: 'findings',
			children: 'open',
		});
	}

	children(): TreeNode[] {
		return this.#group.found.map(
			({ run, finding }, index) =>
				new FindingNode(run, finding, `${this.#grouping}/${this.#group.id}/${index}`, this.#namesCluster),
		);
	}
}
