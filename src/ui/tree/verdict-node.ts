import { ThemeIcon, type TreeItem } from 'vscode';
import type { CheckVerdict } from '../../core/diagnose.ts';
import type { FactName } from '../../core/facts.ts';
import type { Finding } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import type { SessionRun } from '../session.ts';
import { FindingNode } from './finding-node.ts';
import { severityIcon, treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

/** What one check came to, and why where it came to nothing. */
export class VerdictNode implements TreeNode {
	readonly check: string;
	readonly #run: SessionRun;
	readonly #verdict: CheckVerdict['verdict'];

	constructor(run: SessionRun, { check, verdict }: CheckVerdict) {
		this.check = check;
		this.#run = run;
		this.#verdict = verdict;
	}

	item(): TreeItem {
		const reason = 'reason' in this.#verdict ? this.#verdict.reason : undefined;
		const title = t(this.#run.titles.get(this.check) ?? this.check);
		const findings = this.#findings();
		return treeItem({
			id: `${this.#run.source.key}/check/${this.check}`,
			label: this.check,
			description: reason ?? title,
			tooltip: [title, this.check, ...(reason === undefined ? [] : [reason])].join('\n\n'),
			icon: this.#icon(findings[0]),
			contextValue: this.refusedRun ? 'verdict.refused' : 'verdict',
			children: findings.length > 0 ? 'closed' : 'none',
		});
	}

	children(): TreeNode[] {
		const prefix = `${this.#run.source.key}/check/${this.check}`;
		return this.#findings().map((finding, index) => new FindingNode(this.#run, finding, `${prefix}/${index}`));
	}

	/** Facts that a permission would tell; for the command that copies it. */
	get missing(): readonly FactName[] {
		const { permissions } = this.#run.report.refused ?? {};
		const missing = this.#verdict.kind === 'unknown' ? this.#verdict.missing : [];
		return missing.filter(fact => permissions?.[fact] !== undefined);
	}

	get refusedRun(): SessionRun | undefined {
		return this.missing.length > 0 ? this.#run : undefined;
	}

	#findings(): readonly Finding[] {
		return this.#verdict.kind === 'failed' ? this.#verdict.findings : [];
	}

	#icon(first: Finding | undefined): ThemeIcon {
		switch (this.#verdict.kind) {
			case 'failed':
				return severityIcon(first?.severity);
			case 'passed':
				return severityIcon(undefined);
			case 'unknown':
				return new ThemeIcon('question');
			case 'notApplicable':
				return new ThemeIcon('circle-slash');
		}
	}
}
