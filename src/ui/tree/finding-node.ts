import type { TreeItem } from 'vscode';
import type { Finding } from '../../core/finding.ts';
import { severityWord } from '../../core/report/report-words.ts';
import { t } from '../../core/words.ts';
import type { SessionRun } from '../session.ts';
import { asOf } from '../time.ts';
import { severityIcon, treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

/** One finding; a click goes to the line that governs it, or to the generated document. */
export class FindingNode implements TreeNode {
	readonly run: SessionRun;
	readonly finding: Finding;
	readonly #id: string;
	readonly #namesCluster: boolean;

	constructor(run: SessionRun, finding: Finding, id: string, namesCluster = false) {
		this.run = run;
		this.finding = finding;
		this.#id = id;
		this.#namesCluster = namesCluster;
	}

	item(): TreeItem {
		const { message, remedy, severity, check } = this.finding;
		const { source, report } = this.run;
		return treeItem({
			id: this.#id,
			label: t(this.run.titles.get(check) ?? check),
			description: this.#namesCluster ? `${source.name}: ${message}` : message,
			tooltip: [
				`${severityWord(severity)}: ${message}`,
				`→ ${remedy}`,
				`${check}, ${source.name}, ${asOf(report.takenAt)}`,
			].join('\n\n'),
			icon: severityIcon(severity),
			contextValue: 'finding',
			command: { command: 'quorum.showFinding', title: t('Show'), arguments: [this] },
			children: 'none',
		});
	}
}
