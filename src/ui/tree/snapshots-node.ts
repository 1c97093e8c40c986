import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import type { Catalogued } from '../../app/plans.ts';
import { formatBytes } from '../../core/bytes.ts';
import { t } from '../../core/words.ts';
import { asOf } from '../time.ts';
import { treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

/** The snapshots of one cluster that were found good, newest first. */
export class SnapshotsNode implements TreeNode {
	readonly #key: string;
	readonly #snapshots: readonly Catalogued[];

	constructor(key: string, snapshots: readonly Catalogued[]) {
		this.#key = key;
		this.#snapshots = snapshots;
	}

	item(): TreeItem {
		const [newest] = this.#snapshots;
		return treeItem({
			id: `${this.#key}/snapshots`,
			label: t('Snapshots'),
			...(newest && { description: t('{0}, newest {1}', this.#snapshots.length, asOf(newest.takenAt)) }),
			icon: new ThemeIcon('archive'),
			contextValue: 'snapshots',
			children: 'closed',
		});
	}

	children(): TreeNode[] {
		return this.#snapshots.map(snapshot => new SnapshotNode(this.#key, snapshot));
	}
}

class SnapshotNode implements TreeNode {
	readonly #key: string;
	readonly #snapshot: Catalogued;

	constructor(key: string, snapshot: Catalogued) {
		this.#key = key;
		this.#snapshot = snapshot;
	}

	item(): TreeItem {
		const { path, takenAt, sizeBytes, revision, member, state } = this.#snapshot;
		const description = [formatBytes(sizeBytes), t('revision {0}', revision), stateInWords(state)]
			.filter(part => part !== '')
			.join(', ');
		return treeItem({
			id: `${this.#key}/snapshot/${path}`,
			label: asOf(takenAt),
			description,
			tooltip: [path, description, t('saved from {0}', member)].join('\n'),
			icon:
				state === 'good'
					? new ThemeIcon('file-binary')
					: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
			contextValue: 'snapshot',
			children: 'none',
		});
	}
}

function stateInWords(state: Catalogued['state']): string {
	return { good: '', missing: t('the file is missing'), changed: t('changed since it was verified') }[state];
}
