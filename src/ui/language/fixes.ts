import {
	CodeActionKind,
	type CodeAction,
	type CodeActionContext,
	type CodeActionProvider,
	type Range,
	type TextDocument,
} from 'vscode';
import type { FileFindings } from './file-findings.ts';
import { diagnosticOf } from './finding-diagnostics.ts';
import type { Understood } from './understood.ts';

/** The fixes of findings as quick fixes, one by one or all at once. */
export class Fixes implements CodeActionProvider {
	static readonly fixAll = CodeActionKind.SourceFixAll.append('quorum');
	static readonly migrate = CodeActionKind.RefactorRewrite.append('quorum');
	static readonly kinds = [CodeActionKind.QuickFix, Fixes.fixAll, Fixes.migrate];
	readonly #findings: FileFindings;
	readonly #understood: Understood;

	constructor(findings: FileFindings, understood: Understood) {
		this.#findings = findings;
		this.#understood = understood;
	}

	async provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]> {
		const isAsked = (kind: CodeActionKind) => !context.only || context.only.contains(kind);
		const mendable = this.#findings.of(document).filter(finding => finding.fix);
		const isOld = isOfOldKubeadm(document);
		if (mendable.length === 0 && !isOld) {
			return [];
		}
		const { fixAllOf, migrationsOf, quickFixesOf } = await import('./code-actions.ts');
		if (context.only?.contains(Fixes.fixAll)) {
			return mendable.length > 0 ? fixAllOf(document, Fixes.fixAll) : [];
		}
		const here = mendable.filter(finding => diagnosticOf(finding)?.range.intersection(range));
		const file = here.length > 0 && isAsked(CodeActionKind.QuickFix) ? await this.#understood.of(document) : undefined;
		return [
			...(file ? quickFixesOf(document, file, here) : []),
			...(isAsked(Fixes.migrate) && isOld ? await migrationsOf(document, Fixes.migrate) : []),
		];
	}
}

function isOfOldKubeadm(document: TextDocument): boolean {
	return /\bkubeadm\.k8s\.io\/v1beta[123]\b/.test(document.getText());
}
