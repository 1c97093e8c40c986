import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import { untilQuiet, watchOutside, type Outside } from './outside.ts';
import { activate, diagnose, eventually, extensionId, pause, scene } from './window.ts';

// The file is the first by name: what is watched here is the first activation of this window.
describe('Until the user asks for a diagnosis', () => {
	let outside: Outside;
	let files: readonly Uri[];

	before(async () => {
		// VS Code itself starts a process to search files, and another for its Markdown preview: before it is watched.
		files = await workspace.findFiles('**/*.{yaml,yml}');
		await extensions.getExtension('vscode.markdown-language-features')?.activate();
		await untilQuiet();
	});

	beforeEach(() => {
		outside = watchOutside();
	});

	afterEach(() => outside.end());

	it('activating, showing both views and opening any YAML makes no socket and no process', async () => {
		assert.equal(extensions.getExtension(extensionId)?.isActive, false, 'it was active before anything was shown');
		await commands.executeCommand('workbench.view.extension.quorum');
		await activate();
		await commands.executeCommand('quorum.clusters.focus');
		await commands.executeCommand('quorum.findings.focus');
		assert.ok(files.length >= 8, `${files.length} files`);
		for (const file of files) {
			await window.showTextDocument(file);
		}
		await commands.executeCommand('quorum.refreshClusters');
		await pause(1500);
		assert.deepEqual(outside.contacts, []);
	});

	it('the watch sees a dialled port, a looked-up name, a process, and a process that is waited for', async () => {
		const dialled = connect(9, '127.0.0.1');
		await new Promise(resolve => dialled.once('close', resolve).once('error', () => undefined));
		await lookup('localhost');
		spawnSync('true');
		await new Promise(resolve => spawn('true').once('close', resolve));
		const kinds = new Set(outside.contacts.map(contact => contact.split(' ')[0]));
		for (const kind of ['TCPWRAP', 'GETADDRINFOREQWRAP', 'spawnSync', 'spawn']) {
			assert.ok(kinds.has(kind), `${kind} is not among ${[...kinds].join(', ')}`);
		}
	});

	it('the watch sees the extension itself dial, once it is asked to', async () => {
		await diagnose('team');
		const own = outside.contacts.filter(contact => contact.startsWith('TCPWRAP') && contact.includes('/dist/'));
		assert.ok(own.length >= scene.endpoints.length, outside.contacts.join('\n'));
	});

	it('opening the sample asks nobody either', async () => {
		await commands.executeCommand('quorum.openSample');
		assert.deepEqual(outside.contacts, []);
		await commands.executeCommand('quorum.removeReport', 'recording:sample');
	});
});

describe('The extension', () => {
	it('registers every command of its manifest', async () => {
		await activate();
		// The manifest of this extension, which other tests hold against its schema.
		const manifest = extensions.getExtension(extensionId)?.packageJSON as {
			readonly contributes: { readonly commands: readonly { readonly command: string }[] };
		};
		const registered = new Set(await commands.getCommands(true));
		const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
		assert.ok(manifest.contributes.commands.length > 15);
		assert.deepEqual(missing, []);
	});

	it('opens the page of a check, which it brings along', async () => {
		await commands.executeCommand('quorum.showCheck', 'etcd/quota-near-limit');
		const tabs = () => window.tabGroups.all.flatMap(group => group.tabs);
		await eventually('the page', () => tabs().find(({ label }) => label.includes('checks.md')));
		const page = Uri.joinPath(extensions.getExtension(extensionId)?.extensionUri ?? Uri.file('/'), 'docs', 'checks.md');
		assert.match((await workspace.openTextDocument(page)).getText(), /^## etcd\/quota-near-limit$/m);
	});
});
