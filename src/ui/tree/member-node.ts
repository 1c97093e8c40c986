import { ThemeIcon, type TreeItem } from 'vscode';
import { findingsOf } from '../../core/diagnose.ts';
import type { Finding } from '../../core/finding.ts';
import type { MemberSummary } from '../../core/members.ts';
import { memberInWords } from '../member-in-words.ts';
import type { SessionRun } from '../session.ts';
import { asOf } from '../time.ts';
import { FindingNode } from './finding-node.ts';
import { severityIcon, treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';

/** One member: its role, version, size and alarms; below it, what was found of it. */
export class MemberNode implements TreeNode {
	/** Of the cluster and of the member, for the commands of its menu. */
	readonly key: string;
	readonly memberId: string;
	readonly #run: SessionRun;
	readonly #member: MemberSummary;

	constructor(run: SessionRun, member: MemberSummary) {
		this.key = run.source.key;
		this.memberId = member.id;
		this.#run = run;
		this.#member = member;
	}

	item(): TreeItem {
		const { name, id, endpoint, reachable, asked } = this.#member;
		const findings = this.#findings();
		const description = memberInWords(this.#member, this.#run.collected.facts).join(', ');
		return treeItem({
			id: `${this.#run.source.key}/member/${id || endpoint}`,
			label: name || endpoint || id,
			description,
			tooltip: [name, description, id, endpoint, asOf(this.#run.report.takenAt)].filter(line => line !== '').join('\n'),
			icon: findings[0]
				? severityIcon(findings[0].severity)
				: new ThemeIcon(reachable ? 'vm-active' : asked ? 'vm-outline' : 'question'),
			contextValue: this.#run.source.kind === 'connection' ? 'member.connection' : 'member',
			children: findings.length > 0 ? 'closed' : 'none',
		});
	}

	children(): TreeNode[] {
		const prefix = `${this.#run.source.key}/member/${this.#member.id || this.#member.endpoint}`;
		return this.#findings().map((finding, index) => new FindingNode(this.#run, finding, `${prefix}/${index}`));
	}

	#findings(): Finding[] {
		return findingsOf(this.#run.report).filter(
			({ subject }) =>
				subject.kind === 'member' &&
				(subject.id === undefined ? subject.endpoint === this.#member.endpoint : subject.id === this.#member.id),
		);
	}
}
