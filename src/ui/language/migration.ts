import { Range, WorkspaceEdit, type TextDocument } from 'vscode';

/** What migrating a document comes to, and why parts of it cannot be migrated. */
export interface DocumentMigration {
	/** Missing where nothing changes. */
	readonly edit?: WorkspaceEdit;
	readonly refusals: readonly string[];
	readonly to: string;
}

export async function migrationOfDocument(document: TextDocument): Promise<DocumentMigration> {
	const { migrateFile, newestKubeadmApi: to } = await import('../../app/migrate.ts');
	const before = document.getText();
	const { text, refusals } = migrateFile({ path: document.uri.toString(), text: before });
	return { refusals, to, ...(text !== before && { edit: replacement(document, text) }) };
}

/** Only what differs is replaced: cursors and folded parts elsewhere stay. */
export function replacement(document: TextDocument, after: string): WorkspaceEdit {
	const before = document.getText();
	const most = Math.min(before.length, after.length);
	let head = 0;
	while (head < most && before[head] === after[head]) {
		head++;
	}
	let tail = 0;
	while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) {
		tail++;
	}
	const edit = new WorkspaceEdit();
	const range = new Range(document.positionAt(head), document.positionAt(before.length - tail));
	edit.replace(document.uri, range, after.slice(head, after.length - tail));
	return edit;
}
