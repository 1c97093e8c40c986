import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEtcdDiagnosis } from '../scripts/setup/etcd-diagnosis.mjs';
import { startCluster, type Cluster } from '../test/support/etcd-cluster.ts';

/**
 * `quorum diagnose --window 0` against `etcd-diagnosis`, both as whole processes on the same three members, in turns, so
 * that whatever else the machine does befalls both alike. Prints medians and their ratio. Both must have answered.
 */
const rounds = Number(process.argv[2] ?? 21);
const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
const report = join(tmpdir(), `quorum-bench-${process.pid}.json`);

function timed(command: string, args: readonly string[]): Promise<number> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: 'ignore' });
		child.on('error', reject);
		child.on('close', code => {
			const ms = performance.now() - started;
			if (code !== 0 && code !== 1) {
				reject(new Error(`${command} ended with ${code}`));
			}
			resolve(ms);
		});
	});
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

async function inTurns(name: string, theirs: () => Promise<number>, ours: () => Promise<number>): Promise<void> {
	await theirs();
	await ours();
	const times = { theirs: [] as number[], ours: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		times.theirs.push(await theirs());
		times.ours.push(await ours());
	}
	const [a, b] = [median(times.theirs), median(times.ours)];
	console.log(`${name}: etcd-diagnosis ${a.toFixed(0)} ms, quorum ${b.toFixed(0)} ms, ratio ${(b / a).toFixed(2)}`);
}

async function silent(name: string, cluster: Cluster): Promise<void> {
	const ms = await timed(process.execPath, [cli, 'diagnose', '--endpoints', cluster.endpoints.join(), '--window', '0']);
	console.log(`${name}: quorum ${(ms / 1000).toFixed(2)} s, with a budget of 5 s a member`);
}

const reference = ensureEtcdDiagnosis();
const cluster = await startCluster({ version: '3.6' });
try {
	const endpoints = cluster.endpoints.join();
	await inTurns(
		'three healthy members',
		() => timed(reference, [...referenceArgs(), '--endpoints', endpoints]),
		() => timed(process.execPath, [cli, 'diagnose', '--endpoints', endpoints, '--window', '0']),
	);
	cluster.member(1).pause();
	await silent('one of three hung', cluster);
	cluster.member(1).resume();
	await cluster.member(1).kill();
	await silent('one of three dead', cluster);
} finally {
	await cluster.close();
	rmSync(report, { force: true });
}

/** The vmware tool has a subcommand and an `--output`; its predecessor has neither, and writes to the folder it is in. */
function referenceArgs(): string[] {
	return process.env['QUORUM_ETCD_DIAGNOSIS_OLD'] ? [] : ['report', '--output', report];
}
