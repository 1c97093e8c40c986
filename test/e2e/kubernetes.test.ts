import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';
import { controlPlaneOf } from '../support/quorum-kubernetes.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { openView, rowOf, widenSideBar } from './workbench.ts';

describe('A window beside kubeconfigs of a healthy, a denied and a dead cluster', () => {
	let dir: string;
	let cluster: KubeApiServer | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async function () {
		this.timeout(240_000);
		dir = makeTempDir('e2e-kube');
		cluster = await startKubeApiServer({ users: ['nobody'] });
		await cluster.createAll([...controlPlaneOf('cp-1'), ...controlPlaneOf('cp-2')]);
		const files = [
			cluster.kubeconfig({ name: 'healthy' }),
			cluster.kubeconfig({ name: 'denied', user: 'nobody' }),
			cluster.kubeconfig({ name: 'dead', server: 'https://127.0.0.1:1' }),
			cluster.kubeconfig({ name: 'signed-out', token: 'wrong' }),
		];
		const workspace = join(dir, 'work');
		mkdirSync(workspace);
		server = await startVsCodeServer({
			workspace,
			settings: { 'git.enabled': false, 'window.title': '${rootName}' },
			env: { XDG_CONFIG_HOME: join(dir, 'config'), KUBECONFIG: files.join(delimiter) },
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1280, height: 900 });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		await cluster?.close();
		removeTempDir(dir);
	});

	const open = async (name: string | RegExp) => {
		const row = rowOf(window, name);
		await row.waitFor({ timeout: 60_000 });
		await row.locator('.monaco-tl-twistie').click();
	};

	it('shows each in the state of its own', async function () {
		this.timeout(240_000);
		await openView(window);
		await widenSideBar(window, 520);
		for (const title of ['Clusters', 'Findings']) {
			await window.page.locator('.pane-header', { hasText: title }).first().click();
		}
		await open(/^dead/);
		await rowOf(window, /dead.*unreachable/s).waitFor({ timeout: 60_000 });
		await rowOf(window, /No TCP connection/).waitFor();
		await open(/^signed-out/);
		await rowOf(window, /signed-out.*needs sign-in/s).waitFor({ timeout: 60_000 });
		await open(/^denied/);
		await rowOf(window, /may list neither nodes nor pods/).waitFor({ timeout: 60_000 });
		await open(/^healthy/);
		await rowOf(window, /healthy.*v1\.36/s).waitFor({ timeout: 60_000 });
		await open(/^Control plane/);
		await rowOf(window, /cp-1.*ready, control-plane/s).waitFor({ timeout: 60_000 });
		await window.screenshot('kubernetes');
	});

	it('shows what changes while it is watched', async function () {
		this.timeout(120_000);
		await open(/^etcd members/);
		await rowOf(window, /cp-2.*pod ready/s).waitFor({ timeout: 60_000 });
		await cluster?.createAll(controlPlaneOf('cp-3'));
		await rowOf(window, /cp-3.*ready/s).waitFor({ timeout: 60_000 });
	});

	it('diagnoses the cluster, and says what it may not see', async function () {
		this.timeout(120_000);
		await rowOf(window, 'Diagnose cluster').click();
		await rowOf(window, /^Unknown/).waitFor({ timeout: 90_000 });
		await rowOf(window, /^healthy.*(error|warning|note)/s).waitFor({ timeout: 30_000 });
		await window.screenshot('kubernetes-diagnosed');
	});
});
