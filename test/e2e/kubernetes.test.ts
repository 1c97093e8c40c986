import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { errors, type Locator } from 'playwright-core';
import { root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { clusterApiObjectOf } from '../support/cluster-api-objects.ts';
import { startKubeApiServer, type Creatable, type KubeApiServer } from '../support/kube-apiserver.ts';
import { KubeStage, type Staged } from '../support/kube-stage.ts';
import { startKubelet, type KubeletDouble } from '../support/kubelet-double.ts';
import { controlPlaneOf, grantOf } from '../support/quorum-kubernetes.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { notification, openView, pointInMenu, rowOf, widenSideBar } from './workbench.ts';

describe('A window beside kubeconfigs of a healthy, a denied and a dead cluster', () => {
	let dir: string;
	let cluster: KubeApiServer | undefined;
	let kubelet: KubeletDouble | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow;

	before(async function () {
		this.timeout(240_000);
		dir = makeTempDir('e2e-kube');
		const etcd = { names: ['cp-1'], tls: true, metricsUrls: true };
		cluster = await startKubeApiServer({ etcd, users: ['nobody', 'viewer'] });
		kubelet = await startKubelet(cluster.pki);
		const member = cluster.etcd.member(0);
		const port = Number(new URL(member.clientUrl).port);
		kubelet.pods.set('etcd-cp-1', { ports: { [port]: port } });
		const flags = [`--advertise-client-urls=${member.clientUrl}`];
		await cluster.createAll([
			...controlPlaneOf('cp-1', { kubeletPort: kubelet.port, etcdFlags: flags }),
			...controlPlaneOf('cp-2'),
			...grantOf('viewer', [{ apiGroups: [''], resources: ['nodes'], verbs: ['list'] }]),
		]);
		await manage(cluster);
		const healthy = cluster.kubeconfig({ name: 'healthy' });
		const files = [
			healthy,
			cluster.kubeconfig({ name: 'viewer', user: 'viewer' }),
			cluster.kubeconfig({ name: 'denied', user: 'nobody' }),
			cluster.kubeconfig({ name: 'dead', server: 'https://127.0.0.1:1' }),
			cluster.kubeconfig({ name: 'signed-out', token: 'wrong' }),
		];
		const workspace = join(dir, 'work');
		mkdirSync(workspace);
		server = await startVsCodeServer({
			workspace,
			settings: {
				...{ 'git.enabled': false, 'window.title': '${rootName}' },
				...{ 'quorum.route': 'direct', 'quorum.metricsWindow': '0' },
			},
			extensionsDir: withStandIn(dir),
			env: {
				...{ XDG_CONFIG_HOME: join(dir, 'config'), KUBECONFIG: files.join(delimiter) },
				...{ STANDIN_CONTEXT: 'healthy', STANDIN_KUBECONFIG: healthy },
			},
		});
		window = await openWindow(server.url({ extensionDevelopmentPath: root }), { width: 1280, height: 900 });
	});

	after(async () => {
		await window?.close();
		await server?.close();
		await kubelet?.close();
		await cluster?.close();
		removeTempDir(dir);
	});

	const open = async (name: string | RegExp) => {
		const row = rowOf(window, name);
		await row.waitFor({ timeout: 60_000 });
		await row.locator('.monaco-tl-twistie').click();
	};

	/** A click on a row that is drawn anew just then is lost: clicks again until the row is as wanted. */
	const fold = async (name: RegExp, wanted: 'open' | 'closed') => {
		const row = rowOf(window, name);
		await row.waitFor({ timeout: 60_000 });
		const isAsWanted = async () => (await row.getAttribute('aria-expanded')) === String(wanted === 'open');
		for (let clicks = 0; !(await isAsWanted()); clicks++) {
			assert.ok(clicks < 4, `${name} is not ${wanted}`);
			await row.locator('.monaco-tl-twistie').click();
			for (const deadline = Date.now() + 10_000; Date.now() < deadline && !(await isAsWanted());) {
				await window.page.waitForTimeout(100);
			}
		}
	};

	const choose = async (row: Locator, action: string) => {
		await row.waitFor({ timeout: 90_000 });
		await pointInMenu(window, row, action);
		await window.page.keyboard.press('Enter');
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

	it('remembers the files with which its etcd is entered', async function () {
		this.timeout(120_000);
		await choose(rowOf(window, /^healthy/), 'Choose etcd Certificates');
		const { cert = '', key = '', ca = '' } = cluster?.etcd.tls ?? {};
		for (const [index, path] of [cert, key, ca].entries()) {
			// The box of the step before may still be there.
			await window.page.locator('.quick-input-title', { hasText: `(${index + 1}/3)` }).waitFor();
			await window.page.locator('.quick-input-widget input:visible').fill(path);
			await window.page.keyboard.press('Enter');
		}
		await notification(window, 'is entered with these files');
	});

	it('puts events together, and shows those that fit the filter', async function () {
		this.timeout(120_000);
		await cluster?.createAll([eventOf('web-1', 'BackOff'), eventOf('web-2', 'Unhealthy')]);
		await open(/^Events/);
		await rowOf(window, /BackOff.*×4.*web-1/s).waitFor({ timeout: 60_000 });
		const section = rowOf(window, /^Events/);
		await section.hover();
		await section.locator('.action-label[aria-label^="Filter Events"]').click();
		const input = window.page.locator('.quick-input-widget input').first();
		await input.waitFor({ timeout: 60_000 });
		await input.fill('severity:warning reason:Unhealthy');
		await input.press('Enter');
		await rowOf(window, /^Events.*severity:warning reason:Unhealthy/s).waitFor({ timeout: 60_000 });
		await rowOf(window, /^BackOff/).waitFor({ state: 'detached', timeout: 60_000 });
		await rowOf(window, /^Unhealthy.*×4/s).waitFor({ timeout: 60_000 });
		await window.screenshot('kubernetes-events');
	});

	it('diagnoses the cluster, and says what it may not see', async function () {
		this.timeout(120_000);
		await rowOf(window, 'Diagnose cluster').click();
		await rowOf(window, /^Unknown/).waitFor({ timeout: 90_000 });
		await rowOf(window, /^healthy.*(error|warning|note)/s).waitFor({ timeout: 30_000 });
		// Who leads, only etcd itself told, by the files that were chosen.
		await rowOf(window, /cp-1.*leader/s).waitFor({ timeout: 30_000 });
		await window.screenshot('kubernetes-diagnosed');
	});

	it('copies the role for what a user may not see', async function () {
		this.timeout(120_000);
		await fold(/^healthy/, 'closed');
		await open(/^viewer/);
		await rowOf(window, /viewer.*v1\.36/s).waitFor({ timeout: 60_000 });
		await rowOf(window, 'Diagnose cluster').click();
		// The tree is drawn anew when a run ends: a menu that was opened just before is that of a row that is gone.
		for (let attempt = 1; ; attempt++) {
			await choose(rowOf(window, /^Unknown/), 'Copy Role for What Is Missing');
			try {
				await notification(window, 'The role was copied.');
				break;
			} catch (error) {
				if (!(error instanceof errors.TimeoutError) || attempt === 3) throw error;
			}
		}
	});

	it('asks before it makes a certificate for a workload cluster, and enters its etcd with it', async function () {
		this.timeout(240_000);
		await fold(/^viewer/, 'closed');
		await fold(/^healthy/, 'open');
		await fold(/^Cluster API/, 'open');
		await choose(rowOf(window, /^Cluster\/prod/), 'Open Workload Cluster');
		await fold(/^healthy/, 'closed');
		const workload = rowOf(window, /^fleet\/prod/);
		await workload.waitFor({ timeout: 60_000 });
		await choose(workload, 'Diagnose with a Made etcd Certificate');
		const dialog = window.page.locator('.monaco-dialog-box', { hasText: 'fleet/prod-etcd' });
		await dialog.waitFor({ timeout: 30_000 });
		await window.screenshot('made-certificate');
		await dialog.getByRole('button', { name: 'Make certificate and diagnose' }).click();
		await rowOf(window, /^fleet\/prod.*(error|warning|note)/s).waitFor({ timeout: 90_000 });
		await workload.locator('.monaco-tl-twistie').click();
		await open(/^etcd members/);
		await rowOf(window, /cp-1.*leader/s).waitFor({ timeout: 30_000 });
	});

	it('hangs a node for etcd into the other explorer, through its interface', async function () {
		this.timeout(120_000);
		await window.page.locator('.activitybar .action-item', { has: window.page.getByLabel('Other Kubernetes') }).click();
		await open(/^healthy/);
		await open(/^etcd members/);
		await rowOf(window, /cp-1.*leader/s).waitFor({ timeout: 60_000 });
		await window.screenshot('other-explorer');
	});
});

/** A folder of extensions that has the stand-in. */
function withStandIn(dir: string): string {
	const name = 'ms-kubernetes-tools.vscode-kubernetes-tools-0.0.1';
	const folder = join(dir, 'extensions');
	cpSync(join(root, 'test', 'fixtures', 'kubernetes-explorer'), join(folder, name), { recursive: true });
	return folder;
}

/** Makes the cluster one that manages another by Cluster API: itself, with the authority of its etcd in a secret. */
async function manage(cluster: KubeApiServer): Promise<void> {
	const { pki } = cluster.etcd;
	const kubeconfig = readFileSync(cluster.kubeconfig({ name: 'inside' }), 'utf8').replace(
		/certificate-authority: (.*)/,
		(_, file: string) => `certificate-authority-data: ${readFileSync(file).toString('base64')}`,
	);
	const secret = (name: string, fields: Readonly<Record<string, string>>): Creatable => ({
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: { name, namespace: 'fleet' },
		data: Object.fromEntries(
			Object.entries(fields).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
		),
	});
	const prod: Staged = [['clusters', [clusterApiObjectOf('Cluster', 'prod', {})]]];
	await new KubeStage(cluster).define(prod);
	await cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fleet' } });
	await new KubeStage(cluster).put(prod);
	await cluster.createAll([
		secret('prod-kubeconfig', { value: kubeconfig }),
		secret('prod-etcd', {
			'tls.crt': readFileSync(pki?.ca.cert ?? '', 'utf8'),
			'tls.key': readFileSync(pki?.ca.key ?? '', 'utf8'),
		}),
	]);
}

function eventOf(pod: string, reason: string): Creatable {
	const at = new Date().toISOString().replace(/\.\d+/, '');
	return {
		apiVersion: 'v1',
		kind: 'Event',
		metadata: { name: `${pod}.${reason.toLowerCase()}`, namespace: 'default' },
		involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: pod, uid: `uid-${pod}` },
		...{ type: 'Warning', reason, message: 'it does not work', count: 4, firstTimestamp: at, lastTimestamp: at },
		source: { component: 'kubelet', host: 'cp-1' },
	};
}
