import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { notification, openView, rowOf } from './workbench.ts';

const password = 'correct-horse-7c1';

/** Every file below a folder that holds this text. */
function filesWith(folder: string, text: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.filter(file => readFileSync(file).includes(text));
}

describe('A window of somebody new', () => {
	let dir: string;
	let cluster: Cluster | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async function () {
		this.timeout(120_000);
		dir = makeTempDir('e2e');
		const workspace = join(dir, 'workspace');
		mkdirSync(workspace);
		cluster = await startCluster({ size: 1 });
		for (const args of [
			['user', 'add', `root:${password}`],
			['role', 'add', 'root'],
			['user', 'grant-role', 'root', 'root'],
			['auth', 'enable'],
		]) {
			await cluster.etcdctl(args);
		}
		server = await startVsCodeServer({
			workspace,
			serverDataDir: join(dir, 'server'),
			settings: { 'quorum.metricsWindow': '0', 'git.enabled': false },
			env: { XDG_CONFIG_HOME: join(dir, 'config') },
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1280, height: 800 });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		await cluster?.close();
		removeTempDir(dir);
	});

	it('says where to begin', async () => {
		await openView(window);
		const { page } = window;
		await page.locator('.welcome-view-content', { hasText: 'No etcd connection is saved yet' }).waitFor();
		await page.locator('.sidebar .monaco-button', { hasText: 'Add Connection' }).waitFor();
		await window.screenshot('welcome');
	});

	it('the last step of the walkthrough shows a report without any cluster', async () => {
		const { page } = window;
		await window.runCommand('Welcome: Open Walkthrough...');
		await page.locator('.quick-input-widget input[type=text]').first().fill('Quorum');
		await page.locator('.quick-input-list .monaco-list-row').first().click();
		const steps = page.locator('.getting-started-step');
		await steps.first().waitFor();
		assert.ok((await steps.count()) <= 6);
		await steps.last().click();
		await window.screenshot('walkthrough');
		await steps.last().locator('.monaco-button').click();
		const report = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
		await report.getByText('etcd/learner-not-promoted').first().waitFor({ timeout: 20_000 });
		await rowOf(window, 'sample').waitFor();
		await window.screenshot('sample');
	});

	it('adds a connection with a password, question by question', async () => {
		const { page } = window;
		await window.runCommand('etcd: Add Connection…');
		const input = page.locator('.quick-input-widget input').first();
		const asks = (text: string | RegExp) => page.locator('.quick-input-widget', { hasText: text }).waitFor();
		const choose = (label: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: label }).click();
		const type = async (text: string) => {
			await page.locator('.quick-input-widget input:visible').first().fill(text);
			await page.keyboard.press('Enter');
		};
		await choose('By endpoints');
		await asks('Client URLs');
		await input.fill('nonsense://');
		await page.keyboard.press('Enter');
		await asks('is not an endpoint');
		await type(cluster?.endpoints.join(',') ?? '');
		await choose('No TLS');
		await choose('User and password');
		await asks(/^User|User \(/);
		await type('root');
		await asks('Password');
		await type(password);
		await asks('describe this cluster');
		await type('');
		await choose('All of the member list');
		await asks('A name for this connection');
		await type('guarded');
		await rowOf(window, 'guarded').waitFor();
		await notification(window, 'The connection guarded is saved.');
		await window.runCommand('Notifications: Clear All Notifications');
	});

	it('uses the password without asking again, and keeps it in no file', async () => {
		await rowOf(window, 'guarded').click();
		await window.runCommand('etcd: Diagnose etcd');
		await notification(window, /guarded: /);
		await rowOf(window, /^.*m0.*leader/).waitFor();
		await window.screenshot('guarded');
		const connections = readFileSync(join(dir, 'config', 'quorum', 'connections.json'), 'utf8');
		assert.match(connections, /"user": "root"/);
		assert.deepEqual(filesWith(dir, password), []);
		assert.ok(filesWith(dir, '"guarded"').length > 0, 'the search finds nothing at all');
		await window.runCommand('Notifications: Clear All Notifications');
	});

	it('removes the connection with its report, once that is confirmed', async () => {
		const { page } = window;
		await window.runCommand('etcd: Remove Connection…');
		await page.locator('.monaco-dialog-box', { hasText: 'guarded' }).waitFor();
		await page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Remove$/ }).click();
		await rowOf(window, 'guarded').waitFor({ state: 'detached' });
		const file = readFileSync(join(dir, 'config', 'quorum', 'connections.json'), 'utf8');
		assert.deepEqual(JSON.parse(file), []);
	});
});
