import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { KubeconfigFiles } from '../src/adapters/kubernetes/kubeconfig-files.ts';
import { startKubeApiServer } from '../test/support/kube-apiserver.ts';
import { Writer } from '../test/support/load.ts';
import { makeTempDir, removeTempDir } from '../test/support/temp-dir.ts';

/** What a large kubeconfig and a large cluster cost: `node bench/kubernetes.ts`. Build first. */
const contexts = 5000;
const pods = 20_000;
const events = 50_000;

await benchKubeconfig();
await benchLists();
process.exit(0);

async function benchKubeconfig(): Promise<void> {
	const dir = makeTempDir('bench');
	const file = join(dir, 'config');
	writeFileSync(file, kubeconfigText());
	const files = new KubeconfigFiles();
	const blocked = monitorEventLoopDelay({ resolution: 1 });
	blocked.enable();
	await new Promise(resolve => setTimeout(resolve, 100));
	blocked.reset();
	const first = await timed(() => files.read([file]));
	const longest = blocked.max / 1e6;
	const again = await timed(() => files.read([file]));
	const ms = (value: number) => `${value.toFixed(0)} ms`;
	console.log(`${contexts} contexts: ${ms(first)}, blocking for ${ms(longest)} at most; unchanged: ${ms(again)}`);
	removeTempDir(dir);
}

function kubeconfigText(): string {
	const secret = () => randomBytes(1100).toString('base64');
	const each = (line: (index: number) => string) =>
		Array.from({ length: contexts }, (_, index) => line(index)).join('');
	return [
		'apiVersion: v1\nclusters:\n',
		each(
			i =>
				`- cluster:\n    certificate-authority-data: ${secret()}\n    server: https://10.0.0.1:6443\n  name: c${i}\n`,
		),
		'contexts:\n',
		each(i => `- context:\n    cluster: c${i}\n    user: u${i}\n  name: x${i}\n`),
		'current-context: x1\nkind: Config\nusers:\n',
		each(i => `- name: u${i}\n  user:\n    client-certificate-data: ${secret()}\n    client-key-data: ${secret()}\n`),
	].join('');
}

async function benchLists(): Promise<void> {
	const server = await startKubeApiServer({ etcd: { quotaBytes: 4 * 1024 ** 3 } });
	try {
		const writer = new Writer(server.etcd.member(0).clientUrl);
		await writeAll(writer, pods, podOf);
		await writeAll(writer, events, eventOf);
		writer.close();
		// The API server reads what was written behind its back when it starts.
		await server.restart();
		const file = server.kubeconfig();
		for (const script of ['watch-large.ts']) {
			await run([join(import.meta.dirname, script), file]);
		}
	} finally {
		await server.close();
	}
}

/** The API server also reads JSON, which is quicker written than sent through it. */
async function writeAll(
	writer: Writer,
	count: number,
	make: (index: number) => readonly [string, object],
): Promise<void> {
	let next = 0;
	const work = async () => {
		while (next < count) {
			const [key, object] = make(next++);
			await writer.put(`/registry/${key}`, Buffer.from(JSON.stringify(object)), 60_000);
		}
	};
	await Promise.all(Array.from({ length: 32 }, work));
}

function metadataOf(name: string, index: number): object {
	return {
		name,
		namespace: `team-${index % 50}`,
		uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
		creationTimestamp: '2026-08-01T00:00:00Z',
		managedFields: [
			{
				manager: 'kubelet',
				operation: 'Update',
				apiVersion: 'v1',
				fieldsType: 'FieldsV1',
				fieldsV1: {
					'f:status': {
						'f:conditions': {},
						'f:containerStatuses': {},
						'f:hostIP': {},
						'f:phase': {},
						'f:podIP': {},
						'f:startTime': {},
					},
				},
			},
		],
	};
}

function podOf(index: number): readonly [string, object] {
	const name = `app-${index}-6d5f7c9b8d-x2x2x`;
	const isIll = index % 100 === 0;
	return [
		`pods/team-${index % 50}/${name}`,
		{
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {
				...metadataOf(name, index),
				labels: { app: `app-${index % 400}`, 'pod-template-hash': '6d5f7c9b8d' },
			},
			spec: {
				nodeName: `node-${index % 200}`,
				containers: [
					{
						name: 'app',
						image: `registry.example/team/app:${index % 30}`,
						args: ['--config=/etc/app/config.yaml', '--log-level=info', '--listen=0.0.0.0:8080'],
						env: Array.from({ length: 12 }, (_, at) => ({ name: `VARIABLE_${at}`, value: `some value ${at}` })),
						resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
						volumeMounts: [{ name: 'config', mountPath: '/etc/app' }],
					},
				],
				volumes: [{ name: 'config', configMap: { name: `app-${index % 400}` } }],
			},
			status: {
				phase: 'Running',
				podIP: '10.244.1.7',
				hostIP: '10.0.0.9',
				conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(type => ({
					type,
					status: isIll && type === 'Ready' ? 'False' : 'True',
					lastTransitionTime: '2026-08-01T00:00:00Z',
				})),
				containerStatuses: [
					{
						name: 'app',
						image: '',
						imageID: '',
						ready: !isIll,
						restartCount: isIll ? 12 : 0,
						state: isIll ? { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } } : { running: {} },
					},
				],
			},
		},
	];
}

function eventOf(index: number): readonly [string, object] {
	const name = `app-${index % pods}.${index.toString(16)}`;
	const at = '2026-08-20T12:00:00Z';
	return [
		`events/team-${index % 50}/${name}`,
		{
			apiVersion: 'v1',
			kind: 'Event',
			metadata: metadataOf(name, 1_000_000 + index),
			involvedObject: {
				kind: 'Pod',
				apiVersion: 'v1',
				namespace: `team-${index % 50}`,
				name: `app-${index % pods}-6d5f7c9b8d-x2x2x`,
				uid: `00000000-0000-4000-8000-${String(index % pods).padStart(12, '0')}`,
			},
			reason: ['BackOff', 'Unhealthy', 'FailedScheduling', 'Pulled'][index % 4],
			message: `Back-off restarting failed container app in pod app-${index % pods}-6d5f7c9b8d-x2x2x`,
			source: { component: 'kubelet', host: `node-${index % 200}` },
			firstTimestamp: at,
			lastTimestamp: at,
			count: 1 + (index % 9),
			type: 'Warning',
		},
	];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const since = performance.now();
	await work();
	return performance.now() - since;
}

function run(args: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { stdio: 'inherit' });
		child.on('error', reject);
		child.on('close', code => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`))));
	});
}
