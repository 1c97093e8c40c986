import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '../test/support/etcd-cluster.ts';

/**
 * `quorum inspect DB stats`, `keys` and the summary with its findings on a database of 1,000,000 keys: wall time and memory.
 * A file as the argument is taken instead of one made for this.
 */
const keys = 1_000_000;
const valueBytes = 200;
const rounds = 3;
const cli = join('dist', 'cli.js');

interface Cost {
	readonly ms: number;
	readonly residentMiB: number;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** The kernel keeps the highest residence of a process; it is asked while the process lives. */
function residentMiB(pid: number | undefined): number {
	const file = `/proc/${pid}/status`;
	const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
	return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

function run(args: readonly string[]): Promise<Cost> {
	return new Promise((resolve, reject) => {
		const since = performance.now();
		const child = spawn(process.execPath, [cli, 'inspect', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
		let highest = 0;
		const timer = setInterval(() => (highest = Math.max(highest, residentMiB(child.pid))), 10);
		child.on('error', reject);
		child.on('close', code => {
			clearInterval(timer);
			if (code === 0) {
				resolve({ ms: performance.now() - since, residentMiB: highest });
			} else {
				reject(new Error(`inspect ${args.join(' ')} ended with ${code}`));
			}
		});
	});
}

const cluster = await startCluster({ version: '3.6', size: 1, quotaBytes: 8 * 1024 ** 3 });
try {
	const member = cluster.member(0);
	const [given] = process.argv.slice(2);
	if (given === undefined) {
		await cluster.fill({ bytes: keys * valueBytes, valueBytes, prefix: '/registry/pods/namespace/pod-' });
	}
	await member.stop();
	const database = given ?? join(member.dataDir, 'member', 'snap', 'db');
	for (const what of [['stats'], ['keys'], ['summary', '--fail-on', 'never']]) {
		const costs: Cost[] = [];
		for (let round = 0; round < rounds; round++) {
			costs.push(await run([database, ...what]));
		}
		const resident = Math.max(...costs.map(cost => cost.residentMiB));
		console.log(`${what[0]}: ${median(costs.map(({ ms }) => ms)).toFixed(0)} ms, ${resident.toFixed(0)} MiB resident`);
	}
} finally {
	await cluster.close();
}
