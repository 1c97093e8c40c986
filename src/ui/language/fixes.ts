import {
	CodeAction,
	CodeActionKind,
	Range,
	WorkspaceEdit,
	type CodeActionContext,
	type CodeActionProvider,
	type TextDocument,
} from 'vscode';
import type { Finding } from '../../core/finding.ts';
import type { TextEdit } from '../../core/fix.ts';
import { t } from '../../core/words.ts';
import type { FileFindings } from './file-findings.ts';
import { diagnosticOf, lintOptions } from './finding-diagnostics.ts';
import { migrationOfDocument, replacement } from './migration.ts';
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
		if (context.only?.contains(Fixes.fixAll)) {
			return mendable.length > 0 ? fixAllOf(document) : [];
		}
		const here = mendable.filter(finding => diagnosticOf(finding)?.range.intersection(range));
		return [
			...(isAsked(CodeActionKind.QuickFix) && here.length > 0 ? await this.#quickFixesOf(document, here) : []),
			...(isAsked(Fixes.migrate) && isOfOldKubeadm(document) ? await migrationsOf(document) : []),
		];
	}

	async #quickFixesOf(document: TextDocument, findings: readonly Finding[]): Promise<CodeAction[]> {
		const [{ editsOf }, file] = await Promise.all([import('../../manifest/index.ts'), this.#understood.of(document)]);
		return findings.flatMap(finding => {
			const edits = finding.fix && file && editsOf(finding.fix, file);
			const diagnostic = diagnosticOf(finding);
			if (!finding.fix || !edits || !diagnostic) {
				return [];
			}
			const action = new CodeAction(finding.fix.title, CodeActionKind.QuickFix);
			action.edit = editOf(document, edits);
			action.diagnostics = [diagnostic];
			action.isPreferred = true;
			return [action];
		});
	}
}

function isOfOldKubeadm(document: TextDocument): boolean {
	return /\bkubeadm\.k8s\.io\/v1beta[123]\b/.test(document.getText());
}

/** Whether or not the old version is a fault for the Kubernetes that the file is for. */
async function migrationsOf(document: TextDocument): Promise<CodeAction[]> {
	const { edit, refusals, to } = await migrationOfDocument(document);
	const action = new CodeAction(t('Migrate the file to {0}', to), Fixes.migrate);
	if (edit) {
		action.edit = edit;
	} else if (refusals.length > 0) {
		action.disabled = { reason: t('It cannot be migrated by itself: {0}', refusals.join(' ')) };
	}
	return edit || refusals.length > 0 ? [action] : [];
}

async function fixAllOf(document: TextDocument): Promise<CodeAction[]> {
	const { fixFile } = await import('../../app/lint.ts');
	const before = document.getText();
	const { text } = fixFile({ path: document.uri.toString(), text: before }, lintOptions());
	const action = new CodeAction(t('Fix all that can be fixed'), Fixes.fixAll);
	action.edit = replacement(document, text);
	return text === before ? [] : [action];
}

function editOf(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
	const edit = new WorkspaceEdit();
	for (const { start, end, text } of edits) {
		edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
	}
	return edit;
}
