import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '../test/support/etcd-cluster.ts';

/**
 * `quorum inspect DB hash` against `etcdutl snapshot status DB` on a database of 1 GiB, in one run: the ratio of their wall
 * times, and the memory of each. A file as the argument is taken instead of one made for this.
 */
const bytes = 1024 ** 3;
const valueBytes = 16 * 1024;
const rounds = 5;
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

function run(command: string, args: readonly string[]): Promise<Cost> {
	return new Promise((resolve, reject) => {
		const since = performance.now();
		const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
		let highest = 0;
		const timer = setInterval(() => (highest = Math.max(highest, residentMiB(child.pid))), 10);
		child.on('error', reject);
		child.on('close', code => {
			clearInterval(timer);
			if (code === 0) {
				resolve({ ms: performance.now() - since, residentMiB: highest });
			} else {
				reject(new Error(`${command} ended with ${code}`));
			}
		});
	});
}

async function compare(database: string, etcdutl: string): Promise<void> {
	const commands = {
		etcdutl: () => run(etcdutl, ['snapshot', 'status', database]),
		quorum: () => run(process.execPath, [cli, 'inspect', database, 'hash']),
	};
	const costs: Record<keyof typeof commands, Cost[]> = { etcdutl: [], quorum: [] };
	for (let round = 0; round < rounds; round++) {
		for (const name of ['etcdutl', 'quorum'] as const) {
			costs[name].push(await commands[name]());
		}
	}
	const ms = (name: keyof typeof costs) => median(costs[name].map(cost => cost.ms));
	for (const name of ['etcdutl', 'quorum'] as const) {
		const resident = Math.max(...costs[name].map(cost => cost.residentMiB));
		console.log(`${name}: ${ms(name).toFixed(0)} ms, ${resident.toFixed(0)} MiB resident`);
	}
	console.log(`ratio: ${(ms('quorum') / ms('etcdutl')).toFixed(2)}`);
}

const cluster = await startCluster({ version: '3.6', size: 1, quotaBytes: 8 * 1024 ** 3 });
try {
	const member = cluster.member(0);
	const [given] = process.argv.slice(2);
	if (given === undefined) {
		await cluster.fill({ bytes, valueBytes });
	}
	await member.stop();
	await compare(given ?? join(member.dataDir, 'member', 'snap', 'db'), member.binaries.etcdutl ?? '');
} finally {
	await cluster.close();
}
