import { CodeAction, CodeActionKind, Range, WorkspaceEdit, type TextDocument } from 'vscode';
import { fixFile } from '../../app/lint.ts';
import type { Finding } from '../../core/finding.ts';
import type { TextEdit } from '../../core/fix.ts';
import { t } from '../../core/words.ts';
import { editsOf, type ParsedFile } from '../../manifest/index.ts';
import { diagnosticOf, lintOptions } from './finding-diagnostics.ts';
import { migrationOfDocument, replacement } from './migration.ts';

/** Whether or not the old version is a fault for the Kubernetes that the file is for. */
export async function migrationsOf(document: TextDocument, kind: CodeActionKind): Promise<CodeAction[]> {
	const { edit, refusals, to } = await migrationOfDocument(document);
	const action = new CodeAction(t('Migrate the file to {0}', to), kind);
	if (edit) {
		action.edit = edit;
	} else if (refusals.length > 0) {
		action.disabled = { reason: t('It cannot be migrated by itself: {0}', refusals.join(' ')) };
	}
	return edit || refusals.length > 0 ? [action] : [];
}

export function quickFixesOf(document: TextDocument, file: ParsedFile, findings: readonly Finding[]): CodeAction[] {
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

export function fixAllOf(document: TextDocument, kind: CodeActionKind): CodeAction[] {
	const before = document.getText();
	const { text } = fixFile({ path: document.uri.toString(), text: before }, lintOptions());
	const action = new CodeAction(t('Fix all that can be fixed'), kind);
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
