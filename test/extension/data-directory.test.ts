import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, DiagnosticSeverity, languages, TabInputCustom, Uri, window, workspace } from 'vscode';
import { activate, codeOf, eventually, workspaceUri } from './window.ts';

const fixtures = join(process.cwd(), 'test', 'fixtures', 'disk');
const slow =
	'{"level":"warn","ts":"2026-01-02T03:04:05.000Z","caller":"wal/wal.go:805","msg":"slow fdatasync","took":"2.1s"}';

describe('The files of an etcd that does not run', () => {
	let folder: Uri;

	before(async () => {
		await activate();
		folder = workspaceUri('stopped.etcd');
		mkdirSync(folder.fsPath);
		cpSync(fixtures, folder.fsPath, { recursive: true });
	});
	after(() => commands.executeCommand('workbench.action.closeAllEditors'));

	it('are outlined by the command; a folder without such files is refused', async () => {
		assert.equal(await commands.executeCommand('quorum.openDataDirectory', folder), folder.fsPath);
		const empty = workspaceUri('empty');
		mkdirSync(empty.fsPath);
		// The refusal waits for nobody: it is a message.
		assert.equal(await commands.executeCommand('quorum.openDataDirectory', empty), undefined);
		await commands.executeCommand('quorum.closeDataDirectory');
	});

	it('have a log that opens in its own editor', async () => {
		const name = readdirSync(folder.fsPath).find(each => each.endsWith('.wal')) ?? '';
		await commands.executeCommand('vscode.openWith', Uri.joinPath(folder, name), 'quorum.etcdWal');
		await eventually('a tab', () => {
			const input = window.tabGroups.activeTabGroup.activeTab?.input;
			return input instanceof TabInputCustom && input.viewType === 'quorum.etcdWal' ? true : undefined;
		});
	});

	it('have marks on the lines of what etcd logged, and other logs have none', async () => {
		const [log, other] = ['etcd.log', 'other.log'].map(workspaceUri);
		assert.ok(log && other);
		writeFileSync(log.fsPath, `${slow}\n`);
		writeFileSync(other.fsPath, 'slow fdatasync\n');
		await workspace.openTextDocument(other);
		const document = await workspace.openTextDocument(log);
		const [mark] = await eventually('marks', () => {
			const found = languages.getDiagnostics(document.uri);
			return found.length > 0 ? found : undefined;
		});
		assert.ok(mark);
		assert.equal(codeOf(mark), 'log/slow-disk');
		assert.equal(mark.severity, DiagnosticSeverity.Warning);
		assert.deepEqual(languages.getDiagnostics(other), []);
	});
});
