import assert from 'node:assert/strict';
import { cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { startKubeApiServer } from '../support/kube-apiserver.ts';
import { secretCanary, writeRegistry } from '../support/registry-objects.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { pointInExplorerMenu, rowOf } from './workbench.ts';

const encoded = Buffer.from(secretCanary).toString('base64');

describe("A window with an API server's etcd files", () => {
	let dir: string;
	let data: string;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;
	let frame: FrameLocator;

	before(async function () {
		this.timeout(180_000);
		dir = makeTempDir('e2e');
		const workspace = join(dir, 'node');
		data = join(workspace, 'etcd');
		mkdirSync(workspace);
		const kube = await startKubeApiServer();
		try {
			await writeRegistry(kube);
			await kube.stop();
			await kube.etcd.member(0).stop();
			cpSync(kube.etcd.member(0).dataDir, data, { recursive: true });
		} finally {
			await kube.close();
		}
		writeFileSync(join(workspace, 'notes.db'), 'This is no database.\n');
		server = await startVsCodeServer({
			workspace,
			settings: { 'git.enabled': false, 'workbench.startupEditor': 'none', 'explorer.compactFolders': false },
			env: { XDG_CONFIG_HOME: join(dir, 'config') },
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1400, height: 1000 });
		// Editors that are behind others keep their pages.
		const shown = window.page.locator('iframe.webview.ready').filter({ visible: true });
		frame = shown.contentFrame().frameLocator('#active-frame');
	});

	after(async () => {
		await window?.close();
		await server?.close();
		removeTempDir(dir);
	});

	/** Chooses from the menu of a file or folder in the explorer. */
	async function choose(name: string, action: string): Promise<void> {
		await pointInExplorerMenu(window, name, action);
		await window.page.keyboard.press('Enter');
		await window.page.locator('.context-view .monaco-menu').waitFor({ state: 'detached' });
	}

	async function unfold(name: string): Promise<void> {
		const { page } = window;
		const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: new RegExp(`^${name}$`) });
		await row.waitFor();
		if ((await row.getAttribute('aria-expanded')) === 'false') {
			await row.click();
		}
	}

	it('shows what the database is and what takes its space', async () => {
		const before = statSync(join(data, 'member', 'snap', 'db'));
		for (const folder of ['etcd', 'member', 'snap']) {
			await unfold(folder);
		}
		await choose('db', 'Open as etcd Database');
		await frame.getByRole('heading', { name: 'db', exact: true }).waitFor({ timeout: 50_000 });
		await frame.getByRole('status').filter({ hasText: 'keys exist' }).waitFor();
		await frame.getByRole('rowheader', { name: '/registry/deployments' }).waitFor();
		await frame.getByRole('img', { name: /live: .* history: .* free pages/ }).waitFor();
		await window.screenshot('database-overview');
		const after = statSync(join(data, 'member', 'snap', 'db'));
		assert.deepEqual([after.mtimeMs, after.size], [before.mtimeMs, before.size]);
	});

	it('is walked with the keys, to an object as the API server would answer it', async () => {
		const { page } = window;
		const tree = frame.getByRole('tree', { name: 'Keys' });
		const item = (name: RegExp) => tree.getByRole('treeitem', { name }).first();
		await item(/^\/registry,/).focus();
		for (const [key, next] of [
			['ArrowRight', /^deployments,/],
			['End', undefined],
			['Home', /^\/registry,/],
		] as const) {
			await page.keyboard.press(key);
			await (next ? item(next).waitFor() : Promise.resolve());
		}
		await page.keyboard.press('n');
		await tree.locator('li:focus', { hasText: /^n/ }).waitFor();
		await item(/^deployments,/).focus();
		await page.keyboard.press('ArrowRight');
		await item(/^shop,/).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowRight');
		await item(/^web,/).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		const value = frame.getByRole('article', { name: 'Value' });
		await value.getByText('kind: Deployment').waitFor();
		const text = await value.locator('pre').innerText();
		assert.match(text, /^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n {2}name: web\n/);
		assert.match(text, /- --listen=:8080\n\s+- "yes"/);
		await value.scrollIntoViewIfNeeded();
		await window.screenshot('database-deployment');
	});

	it('shows every change of a key, and a secret only when it is asked to', async () => {
		const prefix = frame.getByLabel('Keys that begin with');
		const value = frame.getByRole('article', { name: 'Value' });
		await prefix.fill('/registry/configmaps/shop/');
		await prefix.press('Enter');
		await frame.getByRole('treeitem', { name: /^web,/ }).click();
		await value.getByText('mode: half').waitFor();
		const changes = value.getByLabel('Stored changes of this key');
		assert.equal(await changes.locator('option').count(), 4);
		await changes.focus();
		await changes.selectOption({ index: 2 });
		await value.getByText('mode: "off"').waitFor();
		await value.locator('select:focus').waitFor();
		await frame.getByRole('status').filter({ hasText: '/registry/configmaps/shop/web: ' }).waitFor();
		await prefix.fill('/registry/secrets/shop/');
		await prefix.press('Enter');
		await frame.getByRole('treeitem', { name: /^database,/ }).click();
		await value.getByText('password: "(hidden: a secret)"').waitFor();
		await window.screenshot('database-secret');
		assert.ok(!(await frame.locator('body').innerText()).includes(encoded));
		await value.getByRole('button', { name: 'Reveal the secret' }).press('Enter');
		await value.getByText(`password: ${encoded}`).waitFor();
		// The focus is where it was, for those who have no mouse.
		await value.locator('button:focus', { hasText: 'Hide the secret' }).press('Enter');
		await value.getByText('password: "(hidden: a secret)"').waitFor();
	});

	it('says that a file is no database, and opens it as text', async () => {
		const { page } = window;
		await choose('notes.db', 'Open as etcd Database');
		await frame.getByRole('alert').filter({ hasText: 'is not a database of etcd' }).waitFor();
		await window.screenshot('database-refused');
		await frame.getByRole('button', { name: 'Open with the default editor' }).click();
		await page.locator('.monaco-editor .view-line', { hasText: 'This is no database.' }).first().waitFor();
	});

	it('outlines the data directory, and shows its log', async () => {
		const { page } = window;
		await choose('etcd', 'Open Data Directory');
		await rowOf(window, /^Database.*db, 16 MiB/).waitFor();
		// A row that does not fit into the view is not in the page.
		for (const view of ['Clusters', 'Findings']) {
			await page.locator('.pane-header', { hasText: view }).click();
		}
		await rowOf(window, /^Members/).click();
		await rowOf(window, /^m0 [0-9a-f]+$/).waitFor();
		await rowOf(window, /^Indexes/).click();
		await rowOf(window, /^consistent index/).waitFor();
		await rowOf(window, /^Write-ahead log/).click();
		await rowOf(window, /\.wal/).click();
		await frame.getByRole('table', { name: 'Entries' }).waitFor();
		const key = frame.getByLabel('Keys that begin with');
		await key.fill('/registry/deployments/');
		await key.press('Enter');
		await frame
			.getByRole('cell', { name: /key=\/registry\/deployments\/shop\/web/ })
			.first()
			.waitFor();
		await window.screenshot('data-directory');
		assert.ok(!(await frame.locator('body').innerText()).includes(encoded));
		assert.equal(await page.locator('.notification-toast .codicon-error').count(), 0);
	});
});
