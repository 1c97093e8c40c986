import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { openView, rowOf } from './workbench.ts';

const chinese = /\p{Script=Han}/u;

describe('A window in Simplified Chinese', () => {
	let dir: string;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async function () {
		this.timeout(120_000);
		dir = makeTempDir('e2e');
		mkdirSync(join(dir, 'workspace'));
		server = await startVsCodeServer({
			workspace: join(dir, 'workspace'),
			settings: { 'git.enabled': false },
			env: { XDG_CONFIG_HOME: join(dir, 'config') },
		});
		const url = server.url({ extensionDevelopmentPath: root });
		window = await openWindow(url, { width: 1280, height: 800, language: 'zh-cn' });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		removeTempDir(dir);
	});

	it('names its views and says where to begin', async () => {
		await openView(window);
		const { page } = window;
		await page.locator('.pane-header', { hasText: '集群' }).waitFor();
		await page.locator('.welcome-view-content', { hasText: '尚未保存任何 etcd 连接' }).waitFor();
		await window.screenshot('chinese-welcome');
	});

	it('reports in Chinese: the tree, the findings, the page', async () => {
		const { page } = window;
		await page.locator('.welcome-view-content a', { hasText: '打开示例报告' }).first().click();
		const report = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
		await report.getByText('etcd/learner-not-promoted').first().waitFor({ timeout: 20_000 });
		for (const heading of await report.locator('h1, h2, h3, h4').allInnerTexts()) {
			assert.match(heading, chinese);
		}
		await rowOf(window, /^cp-4/).waitFor();
		const rows = await page.locator('.sidebar .monaco-list-row').allInnerTexts();
		assert.ok(rows.length > 10);
		assert.deepEqual(
			// Of a member there are its name, its role, for which etcd has no Chinese word, and figures.
			rows.filter(row => !chinese.test(row) && !/^cp-\d/.test(row)),
			[],
		);
		await window.screenshot('chinese-report');
	});
});
