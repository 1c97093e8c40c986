import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJournal, type Journal } from '../../src/operations/journal.ts';
import type { Cluster } from './etcd-cluster.ts';

/** The ids of all plans that were approved with this state folder, oldest first. */
export function planIds(state: string): string[] {
	return readdirSync(join(state, 'quorum', 'plans'))
		.map(name => name.replace(/\.jsonl$/, ''))
		.sort();
}

export function readPlan(state: string, id: string): Journal | undefined {
	return parseJournal(readFileSync(join(state, 'quorum', 'plans', `${id}.jsonl`), 'utf8'));
}

/** As `--cluster` takes it. */
export async function clusterIdOf(cluster: Cluster): Promise<string> {
	const list = await cluster.etcdctl(['member', 'list'], { json: true });
	return BigInt(/"cluster_id":(\d+)/.exec(list)?.[1] ?? 0).toString(16);
}

export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (!(await holds())) {
		assert.ok(Date.now() < deadline, `${what} did not come`);
		await new Promise(resolve => setTimeout(resolve, 10));
	}
}

/** As a supervisor does it: one member after another, with the flag changed. The alarm keeps /health from being true. */
export async function raiseQuota(cluster: Cluster, bytes: number): Promise<void> {
	const initial = cluster.members.map(({ name, peerUrl }) => `${name}=${peerUrl}`).join();
	for (const member of cluster.members) {
		await member.stop();
		member.launch([`--initial-cluster=${initial}`, `--quota-backend-bytes=${bytes}`]);
		await until(async () => (await member.get('/health?exclude=NOSPACE'))?.status === 200, member.name);
	}
}

/** What every member itself has: all keys and values, without what reading adds. */
export function contents(cluster: Cluster): Promise<string[]> {
	return Promise.all(
		cluster.endpoints.map(endpoint =>
			cluster
				.etcdctl(['get', '', '--prefix', '--consistency=s', '--write-out=fields'], { endpoint })
				.then(withoutHeader),
		),
	);
}

function withoutHeader(text: string): string {
	return createHash('sha256')
		.update(text.slice(text.indexOf('"Key"')))
		.digest('hex');
}
