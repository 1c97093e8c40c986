import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { startStaticPodCluster, type StaticPodCluster } from '../support/static-pod-cluster.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { notification } from './workbench.ts';

/** The wizard, by keyboard: three real hosts of which two lost their etcd and its data. */
describe('A window beside a cluster that lost its quorum', function () {
	this.timeout(240_000);
	let dir: string;
	let cluster: StaticPodCluster | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async () => {
		dir = makeTempDir('e2e-recovery');
		cluster = await startStaticPodCluster();
		await cluster.etcdctl(['put', 'kept', 'value']);
		for (const host of ['cp-2', 'cp-3']) {
			await cluster.crash(host);
			await cluster.wipe(host);
		}
		const workspace = join(dir, 'recovery');
		mkdirSync(workspace);
		const hosts = cluster.members.map(({ host }) => ({
			name: host,
			host,
			username: 'root',
			ssh_config: cluster?.hosts.configFile,
			backedup_manifest: '/etc/kubernetes/etcd.yaml',
		}));
		writeFileSync(join(workspace, 'hosts.json'), JSON.stringify(hosts, undefined, 2));
		const config = join(dir, 'config');
		mkdirSync(join(config, 'quorum'), { recursive: true });
		const connection = { name: 'prod-1', endpoints: [cluster.member('cp-1').clientUrl], access: 'operations' };
		writeFileSync(join(config, 'quorum', 'connections.json'), JSON.stringify([connection]));
		server = await startVsCodeServer({
			workspace,
			settings: { 'git.enabled': false, 'window.title': '${rootName}', 'remote.autoForwardPorts': false },
			env: { XDG_CONFIG_HOME: config, XDG_STATE_HOME: join(dir, 'state') },
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1280, height: 800 });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		await cluster?.close();
		removeTempDir(dir);
	});

	it('looks at the hosts and offers the ways, the best first', async () => {
		await window.runCommand('etcd: Recover from Lost Quorum…');
		const rows = window.page.locator('.quick-input-list .monaco-list-row');
		await rows.filter({ hasText: 'hosts.json' }).first().waitFor();
		await window.page.keyboard.press('Enter');
		await rows.filter({ hasText: 'force-new-cluster' }).first().waitFor({ timeout: 60_000 });
		assert.match(await rows.first().innerText(), /force-new-cluster/);
		await window.screenshot('recovery-ways');
	});

	it('shows the plan and what could be lost before anything is done', async () => {
		await window.page.keyboard.press('Enter');
		const dialog = window.page.locator('.monaco-dialog-box');
		await dialog.waitFor({ timeout: 60_000 });
		assert.match(await dialog.innerText(), /prod-1/);
		assert.match(await dialog.innerText(), /Stop etcd on cp-1/);
		assert.match(await dialog.innerText(), /acknowledged writes may be missing/);
		await window.screenshot('recovery-plan');
		assert.ok(cluster);
		assert.match(await cluster.hosts.run('cp-1', 'ls /etc/kubernetes/manifests'), /etcd\.yaml/);
	});

	it('goes the plan to its end once it is approved', async () => {
		await window.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Execute' }).click();
		assert.ok(cluster);
		const deadline = Date.now() + 180_000;
		for (let list = ''; !/cp-3.*false/.test(list) && Date.now() < deadline;) {
			list = await cluster.etcdctl(['member', 'list'], ['cp-1']).catch(String);
			await new Promise(resolve => setTimeout(resolve, 1000));
		}
		await notification(window, /Start a new cluster from cp-1 and let the others rejoin: done/);
		assert.match(await cluster.etcdctl(['get', 'kept']), /value/);
		await window.screenshot('recovered');
	});
});
