import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseJournal } from '../src/operations/journal.ts';
import { startCluster } from '../test/support/etcd-cluster.ts';

/**
 * `quorum snapshot` against `etcdctl snapshot save` on a member of 1 GiB, in turns, in one run. Of ours, what saving takes
 * until the file has its name is told by the journal; the whole command looks the file through besides. `FOLDER` as the
 * argument is where the files go: a disk, where the usual one for temporary files is memory.
 */
const bytes = 1024 ** 3;
const rounds = 3;
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const folder = mkdtempSync(join(process.argv[2] ?? '.', 'bench-snapshot-'));
const cluster = await startCluster({ size: 1, quotaBytes: 8 * 1024 ** 3 });

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
	return new Promise((resolve, reject) => {
		const since = performance.now();
		const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
		child.on('error', reject);
		child.on('close', code =>
			code === 0 ? resolve(performance.now() - since) : reject(new Error(`${command} ended with ${code}`)),
		);
	});
}

/** From its line before the step to its line after it, both of them fsynced. */
function savingMs(state: string): number {
	const plans = join(state, 'quorum', 'plans');
	const [name = ''] = readdirSync(plans);
	const entries = parseJournal(readFileSync(join(plans, name), 'utf8'))?.entries ?? [];
	const at = (kind: 'before' | 'after') =>
		entries.find(entry => entry.kind === kind && entry.step === 'snapshot')?.at ?? NaN;
	return at('after') - at('before');
}

try {
	await cluster.fill({ bytes, valueBytes: 16 * 1024 });
	const list = await cluster.etcdctl(['member', 'list'], { json: true });
	const id = BigInt(/"cluster_id":(\d+)/.exec(list)?.[1] ?? 0).toString(16);
	const endpoint = `--endpoints=${cluster.endpoints.join()}`;
	const costs = { etcdctl: [] as number[], saving: [] as number[], quorum: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		const path = join(folder, `${round}.db`);
		const { etcdctl } = cluster.member(0).binaries;
		costs.etcdctl.push(await run(etcdctl, [endpoint, 'snapshot', 'save', path], process.env));
		rmSync(path);
		const state = join(folder, `state-${round}`);
		const args = ['dist/cli.js', 'snapshot', endpoint, '--output', path, '--yes', '--cluster', id, '--unlock'];
		costs.quorum.push(await run(process.execPath, args, { ...process.env, XDG_STATE_HOME: state }));
		costs.saving.push(savingMs(state));
		rmSync(path);
	}
	const told = Object.entries(costs).map(
		([name, ms]) => `${name} ${Math.round(median(ms))} ms (${ms.map(Math.round).join(', ')})`,
	);
	console.log(`${told.join('\n')}\nsaving / etcdctl ${(median(costs.saving) / median(costs.etcdctl)).toFixed(2)}`);
} finally {
	await cluster.close();
	rmSync(folder, { recursive: true });
}
