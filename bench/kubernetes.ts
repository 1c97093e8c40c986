import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeconfigFiles } from '../src/adapters/kubernetes/kubeconfig-files.ts';
import { startKubeApiServer } from '../test/support/kube-apiserver.ts';
import { Writer } from '../test/support/load.ts';
import { makeTempDir, removeTempDir } from '../test/support/temp-dir.ts';
import { LongestTurn } from './longest-turn.ts';
import { eventOf, events, nodeOf, nodes, podOf, pods } from './large-cluster.ts';

/** What a large kubeconfig and a large cluster cost: `node bench/kubernetes.ts`. Build first. */
const contexts = 5000;

await benchKubeconfig();
await benchLists();
process.exit(0);

async function benchKubeconfig(): Promise<void> {
	const dir = makeTempDir('bench');
	const file = join(dir, 'config');
	writeFileSync(file, kubeconfigText());
	const files = new KubeconfigFiles();
	const turns = new LongestTurn();
	const first = await timed(() => files.read([file]));
	const longest = turns.told();
	const again = await timed(() => files.read([file]));
	const ms = (value: number) => `${value.toFixed(0)} ms`;
	console.log(`${contexts} contexts: ${ms(first)}, ${longest}; unchanged: ${ms(again)}`);
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
		await writeAll(writer, nodes, nodeOf);
		await writeAll(writer, pods, podOf);
		await writeAll(writer, events, eventOf);
		writer.close();
		// The API server reads what was written behind its back when it starts.
		await server.restart();
		const file = server.kubeconfig();
		for (const script of ['watch-large.ts', 'diagnose-large.ts']) {
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
