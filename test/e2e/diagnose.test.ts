import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoCluster } from '../../scripts/demo/cluster.ts';
import { writeDemoWorkspace } from '../../scripts/demo/workspace.ts';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import type { Cluster } from '../support/etcd-cluster.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { notification, openView, rowOf, widenSideBar } from './workbench.ts';

/** What is of no use in a picture is left out. */
const plain = {
	'git.enabled': false,
	'remote.autoForwardPorts': false,
	'editor.minimap.enabled': false,
	'window.title': '${rootName}',
};

describe('A window beside a cluster with problems', () => {
	let dir: string;
	let cluster: Cluster | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async function () {
		this.timeout(120_000);
		dir = makeTempDir('e2e');
		const workspace = join(dir, 'demo-cluster');
		cluster = await startDemoCluster();
		mkdirSync(workspace);
		writeDemoWorkspace(workspace, cluster);
		server = await startVsCodeServer({
			workspace,
			settings: { 'quorum.metricsWindow': '1s', ...plain },
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

	it('lists the connection of the workspace before anything was asked', async () => {
		await openView(window);
		await widenSideBar(window, 430);
		await rowOf(window, 'demo').waitFor();
		assert.match(await rowOf(window, 'demo').innerText(), /not diagnosed yet/);
		await window.screenshot('clusters-before');
	});

	it('"Diagnose etcd" from the palette shows what is wrong: members, findings, one notification', async () => {
		await window.runCommand('etcd: Diagnose etcd');
		await notification(window, /demo: 3 warnings, \d notes/);
		await window.screenshot('diagnosed');
		assert.match(await rowOf(window, /^cp-3/).innerText(), /follower|leader/);
		assert.match(await rowOf(window, /^cp-4/).innerText(), /learner/);
		for (const finding of ['A learner has not been promoted', 'A database nears its space quota']) {
			await rowOf(window, finding).waitFor();
		}
	});

	it('its findings stand in Problems, with the file and the line', async () => {
		await window.runCommand('Notifications: Clear All Notifications');
		await window.runCommand('Problems: Focus on Problems View');
		const problems = window.page.locator('.markers-panel');
		await problems.getByText('etcd-cp-3.yaml').first().waitFor();
		const finding = problems.locator('.monaco-list-row', { hasText: 'etcd/quota-near-limit' }).first();
		assert.match(await finding.innerText(), /cp-3/);
		await finding.dblclick();
		const line = window.page.locator('.view-line', { hasText: '--quota-backend-bytes' }).first();
		await line.waitFor();
		await window.page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
		await window.page.mouse.move(640, 790);
		await window.screenshot('problems');
	});

	it('the report opens as a page', async () => {
		await window.runCommand('etcd: Show Report');
		const page = window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
		await page.getByText('etcd/quota-near-limit').first().waitFor({ timeout: 20_000 });
		await page.getByText('cp-4').first().waitFor();
		await window.runCommand('View: Toggle Panel Visibility');
		await window.screenshot('report');
	});
});
