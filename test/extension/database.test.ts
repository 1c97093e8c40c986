import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, TabInputCustom, TabInputText, window, type Uri } from 'vscode';
import { activate, eventually, workspaceUri } from './window.ts';

const fixture = join(process.cwd(), 'test', 'fixtures', 'disk', 'db');

describe('A database of etcd', () => {
	let file: Uri;

	before(async () => {
		await activate();
		file = workspaceUri('copy.db');
		copyFileSync(fixture, file.fsPath);
	});
	after(() => commands.executeCommand('workbench.action.closeAllEditors'));

	/** What the tab of a file shows it with. */
	const editorOf = (uri: Uri) => {
		const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => input);
		const input = inputs.find(
			each =>
				(each instanceof TabInputCustom || each instanceof TabInputText) && each.uri.toString() === uri.toString(),
		);
		return input instanceof TabInputCustom ? input.viewType : input instanceof TabInputText ? 'text' : undefined;
	};

	it('opens as any file does, until one asks for more', async () => {
		await commands.executeCommand('vscode.open', file);
		assert.equal(await eventually('a tab', () => editorOf(file)), 'text');
		await commands.executeCommand('workbench.action.closeAllEditors');
	});

	it('opens in its own editor by the command, and stays as it is', async () => {
		const before = statSync(file.fsPath);
		const opened = await commands.executeCommand<Uri | undefined>('quorum.openEtcdDatabase', file);
		assert.equal(opened?.toString(), file.toString());
		assert.equal(await eventually('a tab', () => editorOf(file)), 'quorum.etcdDatabase');
		assert.deepEqual(readFileSync(file.fsPath), readFileSync(fixture));
		assert.equal(statSync(file.fsPath).mtimeMs, before.mtimeMs);
	});

	it('may have any name', async () => {
		const other = workspaceUri('backup-of-monday');
		copyFileSync(fixture, other.fsPath);
		await commands.executeCommand('quorum.openEtcdDatabase', other);
		assert.equal(await eventually('a tab', () => editorOf(other)), 'quorum.etcdDatabase');
	});

	it('that is none opens in that editor too, which says so', async () => {
		const other = workspaceUri('letter.txt');
		writeFileSync(other.fsPath, 'Dear etcd,\n');
		await commands.executeCommand('quorum.openEtcdDatabase', other);
		assert.equal(await eventually('a tab', () => editorOf(other)), 'quorum.etcdDatabase');
	});
});
