import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseJournal } from '../src/operations/journal.ts';
import { startCluster } from '../test/support/etcd-cluster.ts';

/**
 * `quorum snapshot` against `etcdctl snapshot save` on a member of 1 GiB, in turns, in one run. Of ours, what saving takes
 * until the file has its name is told by the journal; the whole command looks the file through besides. A wall clock tells
 * little while others use the machine, so the processor time of saving alone is taken as well, with the process. `FOLDER` as
 * the argument is where the files go: a disk, where the usual one for temporary files is memory.
 */
const bytes = 1024 ** 3;
const rounds = 5;
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** What all children that have ended took, in ms: their processor time as Linux counts it, in ticks of 10 ms. */
const childrenMs = () => {
	const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\)/, '').trim().split(' ');
	return (Number(fields[13]) + Number(fields[14])) * 10;
};

/** As the child that does nothing but save. */
const saveOnly = `
	const { etcdExecutor } = await import(process.argv[1]);
	const [, , endpoint, clusterId, path] = process.argv;
	const signal = new AbortController().signal;
	const run = { deadline: signal, timeoutMs: 600_000, cancelled: signal, tell: () => undefined };
	await etcdExecutor({}, clusterId).act({ kind: 'etcd', endpoint, call: { name: 'snapshot', path } }, run);
`;
const executor = join(import.meta.dirname, '../src/adapters/etcd/operations/executor.ts');

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
	const processor = { etcdctl: [] as number[], saving: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		const path = join(folder, `${round}.db`);
		const { etcdctl } = cluster.member(0).binaries;
		const before = childrenMs();
		costs.etcdctl.push(await run(etcdctl, [endpoint, 'snapshot', 'save', path], process.env));
		processor.etcdctl.push(childrenMs() - before);
		rmSync(path);
		const state = join(folder, `state-${round}`);
		const args = ['dist/cli.js', 'snapshot', endpoint, '--output', path, '--yes', '--cluster', id, '--unlock'];
		costs.quorum.push(await run(process.execPath, args, { ...process.env, XDG_STATE_HOME: state }));
		costs.saving.push(savingMs(state));
		rmSync(path);
		const since = childrenMs();
		const own = ['--input-type=module', '-e', saveOnly, executor, cluster.endpoints.join(), id, path];
		await run(process.execPath, own, process.env);
		processor.saving.push(childrenMs() - since);
		rmSync(path);
	}
	const tell = (what: string, all: Readonly<Record<string, readonly number[]>>) =>
		Object.entries(all).forEach(([name, ms]) =>
			console.log(`${what} ${name} ${Math.round(median(ms))} ms (${ms.map(Math.round).join(', ')})`),
		);
	tell('wall', costs);
	tell('processor', processor);
	const ratio = ({ saving, etcdctl }: typeof processor) => (median(saving) / median(etcdctl)).toFixed(2);
	console.log(`saving / etcdctl: wall ${ratio(costs)}, processor ${ratio(processor)}`);
} finally {
	await cluster.close();
	rmSync(folder, { recursive: true });
}
