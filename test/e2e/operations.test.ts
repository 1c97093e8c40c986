import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { notification, openView } from './workbench.ts';

/** One healthy cluster and three ways to it: locked, unlocked, and unlocked with a schedule in the user's settings. */
describe('A window beside a cluster that is operated', function () {
	this.timeout(180_000);
	let dir: string;
	let state: string;
	let cluster: Cluster | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async () => {
		dir = makeTempDir('e2e-operations');
		state = join(dir, 'state', 'quorum');
		cluster = await startCluster();
		await cluster.etcdctl(['put', 'kept', 'value']);
		const { endpoints } = cluster;
		const workspace = join(dir, 'operated');
		const config = join(dir, 'config', 'quorum');
		[workspace, config].forEach(each => mkdirSync(each, { recursive: true }));
		const connections = [
			{ name: 'locked', endpoints },
			{ name: 'open', endpoints, access: 'operations' },
			{ name: 'nightly', endpoints, access: 'operations', isProduction: true },
		];
		writeFileSync(join(config, 'connections.json'), JSON.stringify(connections));
		server = await startVsCodeServer({
			workspace,
			settings: {
				'git.enabled': false,
				'window.title': '${rootName}',
				'remote.autoForwardPorts': false,
				'quorum.snapshotSchedule': { nightly: '12h', locked: '12h' },
			},
			env: { XDG_CONFIG_HOME: join(dir, 'config'), XDG_STATE_HOME: join(dir, 'state') },
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1280, height: 800 });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		await cluster?.close();
		removeTempDir(dir);
	});

	const namesIn = (folder: string) => (existsSync(join(state, folder)) ? readdirSync(join(state, folder)) : []);
	/** Whose snapshots the catalogue has. */
	const catalogued = () =>
		namesIn('catalogue')
			.filter(name => name.endsWith('.json'))
			.map(name => (JSON.parse(readFileSync(join(state, 'catalogue', name), 'utf8')) as { cluster: string }).cluster);

	async function until(what: string, holds: () => boolean): Promise<void> {
		for (const deadline = Date.now() + 60_000; !holds(); await new Promise(resolve => setTimeout(resolve, 100))) {
			assert.ok(Date.now() < deadline, `Waited in vain: ${what}; catalogue: ${catalogued().join(', ')}`);
		}
	}

	async function choose(command: string, connection: string): Promise<void> {
		await window.runCommand(command);
		const rows = window.page.locator('.quick-input-list .monaco-list-row');
		await rows.filter({ hasText: connection }).first().click({ timeout: 30_000 });
	}

	it('saves what the schedule names, asking nobody, and says once that a locked one is not saved', async () => {
		await openView(window);
		await until('the scheduled snapshot', () => catalogued().includes('nightly'));
		assert.equal(namesIn(join('snapshots', 'nightly', 'scheduled')).length, 1);
		await notification(window, 'The scheduled snapshot of locked was not saved');
		// The same click closes the list again.
		await window.page.locator('.statusbar [id="status.notifications"]').click();
		assert.deepEqual(catalogued(), ['nightly']);
	});

	it('saves a snapshot of an unlocked one when the plan is approved', async () => {
		await choose('etcd: Save Snapshot', 'open');
		const dialog = window.page.locator('.monaco-dialog-box');
		await dialog.waitFor({ timeout: 60_000 });
		const asked = await dialog.innerText();
		assert.match(asked, /on the cluster open\?/);
		assert.match(asked, /The file holds every value of the cluster/, 'what is to be known first');
		assert.match(asked, /1\. Save the database of m\d/);
		assert.deepEqual(catalogued(), ['nightly'], 'before it was approved');
		await dialog.getByRole('button', { name: 'Execute' }).click();
		await until('the snapshot', () => catalogued().includes('open'));
	});

	it('shows the runbook of a locked connection and does nothing', async () => {
		await choose('etcd: Save Snapshot', 'locked');
		await notification(window, 'locked is read-only: the plan is shown, and nothing is done.');
		assert.equal(await window.page.locator('.monaco-dialog-box').count(), 0);
		assert.deepEqual(catalogued().sort(), ['nightly', 'open']);
	});
});
