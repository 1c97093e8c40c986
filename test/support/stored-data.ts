import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/setup/exec.mjs';
import { cleanEnv } from './etcd-member.ts';
import type { Cluster } from './etcd-cluster.ts';

/** What a member's files hold after `storeData`, as the member itself told. */
export interface Stored {
	readonly snapshot: string;
	readonly dataDir: string;
	readonly clusterId: bigint;
	readonly memberId: bigint;
	readonly leaseId: string;
	/** HashKV at the newest revision and at an older one. */
	readonly hashes: readonly { readonly revision: number; readonly hash: number; readonly compactRevision: number }[];
	readonly raftIndex: number;
	readonly raftTerm: number;
}

/** A revision between the compaction and the newest. */
const olderRevision = 110;
const compactedRevision = 70;
export const password = 'correct-horse-battery';

/**
 * Writes something of everything that leaves a mark in the files: deletions of one and of many, values over many pages, enough
 * keys for a tree of three levels, leases, a transaction, a compaction, authentication. Then takes a snapshot, stops the
 * member and copies its data directory.
 */
export async function storeData(cluster: Cluster): Promise<Stored> {
	const ctl = (...args: string[]) => cluster.etcdctl(args);
	for (let index = 0; index < 60; index++) {
		await ctl('put', `/registry/pods/default/p${index % 20}`, `v${index}`);
	}
	await ctl('del', '/registry/pods/default/p3');
	await ctl('del', '/registry/pods/default/p1', '/registry/pods/default/p15');
	await cluster.fill({ bytes: 3_000_000, valueBytes: 300_000 });
	await cluster.fill({ bytes: 400_000, valueBytes: 100, prefix: 'small', keys: 3000 });
	// More than is kept of a file while it is read.
	await cluster.fill({ bytes: 9_000_000, valueBytes: 3000, prefix: 'medium' });
	const leaseId = /lease ([0-9a-f]+)/.exec(await ctl('lease', 'grant', '1000'))?.[1] ?? '';
	await ctl('put', 'leased', 'x', `--lease=${leaseId}`);
	await transaction(cluster);
	await ctl('compact', String(compactedRevision));
	// Of these the compaction left a change that is not their last.
	await ctl('put', '/registry/pods/default/p5', 'after the compaction');
	await ctl('del', '/registry/pods/default/p9');
	await ctl('put', 'again', 'x');
	await ctl('del', 'again');
	await ctl('put', 'again', 'once more');
	await ctl('role', 'add', 'reader');
	await ctl('role', 'grant-permission', 'reader', 'read', 'small/', 'small0');
	await ctl('user', 'add', `root:${password}`);
	await ctl('user', 'grant-role', 'root', 'root');
	await ctl('auth', 'enable');
	const user = `--user=root:${password}`;
	const hashes = [await hashOf(cluster, user), await hashOf(cluster, user, olderRevision)];
	const status = await cluster.etcdctl(['endpoint', 'status', user], { json: true });
	const dir = join(cluster.dir, 'stored');
	mkdirSync(dir);
	await ctl('snapshot', 'save', join(dir, 'snapshot.db'), user);
	await cluster.member(0).stop();
	cpSync(cluster.member(0).dataDir, join(dir, 'data'), { recursive: true });
	return {
		snapshot: join(dir, 'snapshot.db'),
		dataDir: join(dir, 'data'),
		clusterId: BigInt(numberIn(status, 'cluster_id')),
		memberId: BigInt(numberIn(status, 'member_id')),
		leaseId,
		hashes,
		raftIndex: Number(numberIn(status, 'raftIndex')),
		raftTerm: Number(numberIn(status, 'raftTerm')),
	};
}

async function transaction(cluster: Cluster): Promise<void> {
	const { binaries, clientUrl } = cluster.member(0);
	const input = 'value("leased") = "x"\n\nput inTxn/1 a\nput inTxn/2 b\nput inTxn/3 c\n\n\n';
	await run(binaries.etcdctl, [`--endpoints=${clientUrl}`, 'txn'], { env: cleanEnv(), input });
}

async function hashOf(cluster: Cluster, user: string, revision = 0) {
	const answer = await cluster.etcdctl(['endpoint', 'hashkv', `--rev=${revision}`, user], { json: true });
	return {
		revision: revision === 0 ? Number(numberIn(answer, 'revision')) : revision,
		hash: Number(numberIn(answer, 'hash')),
		compactRevision: Number(numberIn(answer, 'compact_revision')),
	};
}

/** Ids are beyond what `JSON.parse` keeps. */
function numberIn(json: string, name: string): string {
	const found = new RegExp(`"${name}":(\\d+)`).exec(json)?.[1];
	if (found === undefined) {
		throw new Error(`No ${name} in ${json}`);
	}
	return found;
}
