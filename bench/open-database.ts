import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/setup/paths.mjs';
import { DatabaseBrowser } from '../src/app/browse/database-browser.ts';
import { pointInExplorerMenu } from '../test/e2e/workbench.ts';
import { openWindow } from '../test/support/browser-window.ts';
import { writeLargeDatabase } from '../test/support/large-database.ts';
import { makeTempDir, removeTempDir } from '../test/support/temp-dir.ts';
import { startVsCodeServer } from '../test/support/vscode-server.ts';

/**
 * A database of 8 GiB, most of it holes in the file: how long until the editor shows its first screen, and how much is
 * read for it. Build with `--production` before.
 */
const keys = 8192;
const rounds = 5;
const dir = makeTempDir('bench');
const workspace = join(dir, 'workspace');
const file = join(workspace, 'large.db');

function read(): { readonly ms: number; readonly bytes: number } {
	const since = performance.now();
	const browser = new DatabaseBrowser(file);
	browser.overview();
	browser.changes();
	const cost = { ms: performance.now() - since, bytes: browser.bytesRead };
	browser.close();
	return cost;
}

try {
	mkdirSync(workspace);
	writeLargeDatabase(file, keys, 1024 * 1024);
	console.log(`file: ${(statSync(file).size / 1024 ** 3).toFixed(2)} GiB`);
	const { ms, bytes } = read();
	console.log(`read for the first screen: ${(bytes / 1024 ** 2).toFixed(1)} MiB in ${ms.toFixed(0)} ms`);
	const server = await startVsCodeServer({ workspace, settings: { 'git.enabled': false } });
	try {
		const window = await openWindow(server.url({ extensionDevelopmentPath: root }));
		const { page } = window;
		const times: number[] = [];
		for (let round = 0; round < rounds; round++) {
			await pointInExplorerMenu(window, 'large.db', 'Open as etcd Database');
			const since = performance.now();
			await page.keyboard.press('Enter');
			const frame = page.locator('iframe.webview.ready').filter({ visible: true }).contentFrame();
			await frame.frameLocator('#active-frame').getByText('thing-008191').waitFor();
			times.push(performance.now() - since);
			await window.runCommand('View: Close All Editors');
		}
		console.log(`in the window: ${times.map(time => `${time.toFixed(0)} ms`).join(', ')}`);
		await window.close();
	} finally {
		await server.close();
	}
} finally {
	removeTempDir(dir);
}
