import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';

const broken = `# The control plane.
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.36.1
networking:
  podsubnet: 10.244.0.0/16 # of the pods
apiServer:
  extraArgs:
    # who may do what
    authorization-mode: "Node,RBAC"
etcd:
  local:
    extraArgs:
      quota-backend-bytes: "8589934592"
`;

const mended = `# The control plane.
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.1
networking:
  podSubnet: 10.244.0.0/16 # of the pods
apiServer:
  extraArgs:
    # who may do what
    - name: authorization-mode
      value: "Node,RBAC"
etcd:
  local:
    extraArgs:
      - name: quota-backend-bytes
        value: "8589934592"
`;

/** Two members whose lists name another address for the second. */
const members = ['10.0.0.2', '10.0.0.22'].map(
	(address, index) =>
		`[Service]\nType=notify\nRestart=always\nExecStart=/usr/bin/etcd --name=cp-${index + 1} \\\n  --initial-cluster=cp-1=https://10.0.0.1:2380,cp-2=https://${address}:2380\n`,
);

/** The extension as the extension host of a browser is given it: nothing in it runs on Node. */
function webExtension(dir: string): string {
	const folder = join(dir, 'web-extension');
	mkdirSync(join(folder, 'dist'), { recursive: true });
	const {
		main: _main,
		extensionKind: _kind,
		...manifest
	} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	copyFileSync(join(root, 'dist', 'web.cjs'), join(folder, 'dist', 'web.cjs'));
	for (const name of ['package.nls.json', 'l10n', 'media']) {
		cpSync(join(root, name), join(folder, name), { recursive: true });
	}
	return folder;
}

for (const host of ['extension host', 'web worker host'] as const) {
	describe(`A broken file of kubeadm, in the ${host}`, function () {
		this.timeout(180_000);
		let dir: string;
		let file: string;
		let server: VsCodeServer | undefined;
		let window: BrowserWindow;

		before(async () => {
			dir = makeTempDir('lint');
			const workspace = join(dir, 'workspace');
			mkdirSync(workspace);
			file = join(workspace, 'kubeadm.yaml');
			writeFileSync(file, broken);
			members.forEach((text, index) => writeFileSync(join(workspace, `cp-${index + 1}.service`), text));
			server = await startVsCodeServer({ workspace, settings: { 'git.enabled': false } });
			const extension = host === 'extension host' ? root : webExtension(dir);
			window = await openWindow(server.url({ extensionDevelopmentPath: extension }), { width: 1280, height: 800 });
		});

		after(async () => {
			await window?.close();
			await server?.close();
			removeTempDir(dir);
		});

		it('is underlined where it is wrong', async () => {
			const { page } = window;
			await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'kubeadm.yaml' }).dblclick();
			await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
			await window.runCommand('Problems: Focus on Problems View');
			await page.locator('.markers-panel', { hasText: '"podsubnet" does not exist here' }).waitFor({ timeout: 30_000 });
			await window.screenshot(`lint-${host.replaceAll(' ', '-')}`);
		});

		it('is mended as a whole, and saved', async () => {
			const { page } = window;
			await page.locator('.editor-instance .view-lines').first().click();
			await window.runCommand('Fix All');
			await page.locator('.squiggly-error, .squiggly-warning').first().waitFor({ state: 'detached', timeout: 60_000 });
			await window.runCommand('File: Save');
			const deadline = Date.now() + 30_000;
			while (readFileSync(file, 'utf8') === broken && Date.now() < deadline) {
				await new Promise(resolve => setTimeout(resolve, 100));
			}
			assert.equal(readFileSync(file, 'utf8'), mended);
			await window.screenshot(`lint-${host.replaceAll(' ', '-')}-mended`);
		});

		it('is not alone: units of systemd are held against each other, open or not', async () => {
			const { page } = window;
			await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'cp-1.service' }).dblclick();
			await window.runCommand('Problems: Focus on Problems View');
			for (const name of ['cp-1', 'cp-2']) {
				const message = `The file of "${name}" has another URL for "cp-2".`;
				await page.locator('.markers-panel', { hasText: message }).waitFor({ timeout: 60_000 });
			}
			await window.screenshot(`lint-${host.replaceAll(' ', '-')}-together`);
		});
	});
}
