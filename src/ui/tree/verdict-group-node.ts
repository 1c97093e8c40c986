import { ThemeIcon, type TreeItem } from 'vscode';
import type { CheckVerdict } from '../../core/diagnose.ts';
import { t } from '../../core/words.ts';
import type { SessionRun } from '../session.ts';
import { treeItem } from './item.ts';
import type { TreeNode } from './tree-node.ts';
import { VerdictNode } from './verdict-node.ts';

type Kind = CheckVerdict['verdict']['kind'];

const icons: Readonly<Record<Kind, string>> = {
	failed: 'warning',
	unknown: 'question',
	passed: 'pass',
	notApplicable: 'circle-slash',
};

/** The verdicts of one kind. */
class VerdictGroupNode implements TreeNode {
	readonly #run: SessionRun;
	readonly #kind: Kind;
	readonly #verdicts: readonly CheckVerdict[];

	constructor(run: SessionRun, kind: Kind, verdicts: readonly CheckVerdict[]) {
		this.#run = run;
		this.#kind = kind;
		this.#verdicts = verdicts;
	}

	item(): TreeItem {
		const count = this.#verdicts.length;
		return treeItem({
			id: `${this.#run.source.key}/${this.#kind}`,
			label: wordOf(this.#kind),
			description: count === 1 ? t('1 check') : t('{0} checks', count),
			icon: new ThemeIcon(icons[this.#kind]),
			contextValue: this.refusedRun ? 'verdicts.refused' : 'verdicts',
			children: 'closed',
		});
	}

	/** For the command that copies the role for all of it. */
	get refusedRun(): SessionRun | undefined {
		return this.#kind === 'unknown' && this.#run.report.refused ? this.#run : undefined;
	}

	children(): TreeNode[] {
		return this.#verdicts.map(verdict => new VerdictNode(this.#run, verdict));
	}
}

/** What is wrong first, then what nobody could see, then the rest. */
export function verdictGroups(run: SessionRun): TreeNode[] {
	const kinds: readonly Kind[] = ['failed', 'unknown', 'passed', 'notApplicable'];
	const byKind = Map.groupBy(run.report.verdicts, ({ verdict }) => verdict.kind);
	return kinds.flatMap(kind => {
		const verdicts = byKind.get(kind);
		return verdicts ? [new VerdictGroupNode(run, kind, verdicts)] : [];
	});
}

function wordOf(kind: Kind): string {
	return { failed: t('Failed'), unknown: t('Unknown'), passed: t('Passed'), notApplicable: t('Not applicable') }[kind];
}
