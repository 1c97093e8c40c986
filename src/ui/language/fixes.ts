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
import { diagnosticOf, lintOptions, type FileFindings } from './file-findings.ts';

/** The fixes of findings as quick fixes, one by one or all at once. */
export class Fixes implements CodeActionProvider {
	static readonly fixAll = CodeActionKind.SourceFixAll.append('quorum');
	static readonly kinds = [CodeActionKind.QuickFix, Fixes.fixAll];
	readonly #findings: FileFindings;

	constructor(findings: FileFindings) {
		this.#findings = findings;
	}

	async provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]> {
		const mendable = this.#findings.of(document).filter(finding => finding.fix);
		if (mendable.length === 0) {
			return [];
		}
		if (context.only?.contains(Fixes.fixAll)) {
			return fixAllOf(document);
		}
		const here = mendable.filter(finding => diagnosticOf(finding)?.range.intersection(range));
		return quickFixesOf(document, here);
	}
}

async function quickFixesOf(document: TextDocument, findings: readonly Finding[]): Promise<CodeAction[]> {
	const { editsOf, parseFile } = await import('../../manifest/index.ts');
	const file = parseFile({ path: document.uri.toString(), text: document.getText() });
	return findings.flatMap(finding => {
		const edits = finding.fix && editsOf(finding.fix, file);
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

async function fixAllOf(document: TextDocument): Promise<CodeAction[]> {
	const { fixFile } = await import('../../app/lint.ts');
	const before = document.getText();
	const { text } = fixFile({ path: document.uri.toString(), text: before }, lintOptions());
	const action = new CodeAction(t('Fix all that can be fixed'), Fixes.fixAll);
	action.edit = editOf(document, text === before ? [] : [{ start: 0, end: before.length, text }]);
	return [action];
}

function editOf(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
	const edit = new WorkspaceEdit();
	for (const { start, end, text } of edits) {
		edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
	}
	return edit;
}
