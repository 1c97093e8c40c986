import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from 'playwright-core';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { makePki } from '../support/pki.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';

const kubeadm = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.2
controlPlaneEndpoint: 10.0.0.9:6443
caCertificateValidityPeriod: 87600h0m0s
etcd:
  local:
    extraArgs:
      - name: quota-backend-bytes
        value: "8589934592"
      - name: heartbeat-interval
        value: "250"
      - name: election-timeout
        value: "2500"
networking:
  podSubnet: 10.244.0.0/16
`;

const pod = `apiVersion: v1
kind: Pod
metadata: { name: etcd, namespace: kube-system, labels: { component: etcd } }
spec:
  containers:
    - name: etcd
      image: registry.k8s.io/etcd:3.6.8-0
      command:
        - etcd
        - --name=cp-1
        - --initial-cluster=cp-1=https://10.0.0.1:2380,cp-2=https://10.0.0.2:2380,cp-3=https://10.0.0.3:2380
        - --listen-client-urls=https://10.0.0.1:2379
        - --advertise-client-urls=https://10.0.0.1:2379
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
`;

const unit = `[Unit]
Description=etcd of cp-1

[Service]
Type=simple
ExecStart=/usr/local/bin/etcd --name=cp-1 \\
  --listen-client-urls=https://10.0.0.1:2379 \\
  --advertise-client-urls=https://10.0.0.1:2379 \\
  --quota-backend-bytes=8589934592
Restart=always
`;

describe('A window in which files are edited', function () {
	// A machine that is busy with other work takes its time to show them.
	this.timeout(180_000);

	let dir: string;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async () => {
		dir = makeTempDir('e2e');
		const node = join(dir, 'workspace', 'cp-1', 'etc', 'kubernetes');
		for (const folder of ['manifests', 'pki/etcd']) mkdirSync(join(node, folder), { recursive: true });
		await makePki(join(node, 'pki', 'etcd'));
		writeFileSync(join(dir, 'workspace', 'kubeadm.yaml'), kubeadm);
		writeFileSync(join(node, 'manifests', 'etcd.yaml'), pod);
		writeFileSync(join(dir, 'workspace', 'etcd.service'), unit);
		mkdirSync(join(dir, 'config', 'quorum'), { recursive: true });
		const connection = { name: 'production', endpoints: ['https://10.0.0.1:2379'] };
		writeFileSync(join(dir, 'config', 'quorum', 'connections.json'), JSON.stringify([connection]));
		server = await startVsCodeServer({
			workspace: join(dir, 'workspace'),
			serverDataDir: join(dir, 'server'),
			settings: { 'git.enabled': false, 'editor.minimap.enabled': false, 'workbench.startupEditor': 'none' },
			env: { XDG_CONFIG_HOME: join(dir, 'config') },
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1280, height: 800 });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		removeTempDir(dir);
	});

	/** A list that loses the focus, as when the window only now settles, closes by itself: then it is opened again. */
	async function open(name: string): Promise<void> {
		const { page } = window;
		const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
		for (const deadline = Date.now() + 40_000; ; await page.keyboard.press('Escape')) {
			await page.keyboard.press('Control+P');
			try {
				await page.locator('.quick-input-widget input[type=text]').first().fill(name, { timeout: 3000 });
				await row.click({ timeout: 5000 });
				await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 5000 });
				return;
			} catch (error) {
				if (!(error instanceof errors.TimeoutError) || Date.now() > deadline) throw error;
			}
		}
	}

	it('says behind numbers what they are, and what a field means under the mouse', async () => {
		const { page } = window;
		await open('kubeadm.yaml');
		for (const hint of ['8 GiB', '10 × heartbeat', '10 years']) {
			await page.locator('.view-line', { hasText: hint }).waitFor({ timeout: 60_000 });
		}
		await page
			.locator('.view-line span', { hasText: /^podSubnet$/ })
			.first()
			.hover();
		const hover = page.locator('.monaco-hover', { hasText: 'The addresses of pods' }).first();
		await hover.waitFor({ timeout: 60_000 });
		await window.screenshot('hover-and-hints');
	});

	it('says for which versions a file is read', async () => {
		const { page } = window;
		await page.locator('.statusbar [id="status.languageStatus"]').click();
		await page.locator('.hover-language-status', { hasText: 'kubeadm v1beta4 · Kubernetes 1.36 · etcd 3.6' }).waitFor();
		await window.screenshot('versions');
		await page.keyboard.press('Escape');
	});

	it('tells of certificates and members, and offers to diagnose', async () => {
		const { page } = window;
		await open('etcd.yaml');
		await page.locator('.view-line', { hasText: '3 members: survive 1 failure' }).waitFor({ timeout: 60_000 });
		await page.locator('.view-line', { hasText: 'valid until' }).waitFor({ timeout: 60_000 });
		await page.locator('.codelens-decoration', { hasText: 'Diagnose this cluster (production)' }).waitFor();
		await window.screenshot('static-pod');
	});

	it('knows a unit of systemd by its content, and mends it', async () => {
		const { page } = window;
		await open('etcd.service');
		await page.locator('.view-line', { hasText: '8 GiB' }).waitFor({ timeout: 60_000 });
		await page.locator('.view-line', { hasText: 'Type=simple' }).first().click();
		await page.locator('.squiggly-info').first().waitFor({ timeout: 60_000 });
		await page.keyboard.press('Control+.');
		await page
			.locator('.action-widget .monaco-list-row', { hasText: 'Write "Type=notify"' })
			.waitFor({ timeout: 60_000 });
		await window.screenshot('unit');
		await page.keyboard.press('Enter');
		await page.locator('.view-line', { hasText: 'Type=notify' }).waitFor();
		await open('etcd.yaml');
	});

	it('completes a flag, with what it is for', async () => {
		const { page } = window;
		await page.locator('.view-line', { hasText: '--key-file' }).first().click();
		await page.keyboard.press('End');
		await page.keyboard.press('Enter');
		await page.keyboard.type('- --quota');
		const row = page.locator('.suggest-widget .monaco-list-row', { hasText: '--quota-backend-bytes' }).first();
		await row.waitFor({ timeout: 60_000 });
		await window.screenshot('completion');
		await row.click();
		await page.locator('.view-line', { hasText: '--quota-backend-bytes=' }).waitFor();
		const text = await page.locator('.view-lines').first().innerText();
		assert.match(text.replaceAll('\u00a0', ' '), /- --quota-backend-bytes=/);
	});
});
