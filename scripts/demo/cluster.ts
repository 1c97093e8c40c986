import { startCluster, type Cluster, type Member } from '../../test/support/etcd-cluster.ts';
import { run } from '../setup/exec.mjs';

const MiB = 1024 * 1024;

/**
 * What is wrong with the demo cluster, in numbers that the checks' default thresholds (80 % of the quota; less than half
 * of a database in use, of which more than 100 MiB) call wrong.
 */
export const demo = {
	version: '3.6',
	names: ['cp-1', 'cp-2', 'cp-3'],
	learner: 'cp-4',
	/** Was never defragmented, so its file is as large as it ever was. */
	fragmented: 'cp-3',
	quotaBytes: 320 * MiB,
	fileBytes: 272 * MiB,
	liveBytes: 112 * MiB,
} as const;

const valueBytes = 64 * 1024;

/** A size in bytes from `etcdctl endpoint status`. */
async function sizeOf(cluster: Cluster, endpoint: string, field: 'DBSize' | 'DBSizeInUse'): Promise<number> {
	const fields = await cluster.etcdctl(['endpoint', 'status', '--write-out=fields'], { endpoint });
	return Number(new RegExp(`^"${field}" : (\\d+)$`, 'm').exec(fields)?.[1]);
}

/** A learner refuses to be defragmented while it runs. */
async function defragmentStopped(member: Member): Promise<void> {
	const { etcdutl } = member.binaries;
	if (etcdutl === undefined) throw new Error(`The demo needs etcdutl beside ${member.binaries.etcd}.`);
	await member.stop();
	await run(etcdutl, ['defrag', `--data-dir=${member.dataDir}`]);
	member.launch();
	await member.ready();
}

/** Compaction frees pages in the background, each member in its own time. */
async function waitUntilCompacted(cluster: Cluster): Promise<void> {
	const limit = (demo.fileBytes + demo.liveBytes) / 2;
	const deadline = Date.now() + 30_000;
	for (const endpoint of cluster.endpoints) {
		while ((await sizeOf(cluster, endpoint, 'DBSizeInUse')) > limit) {
			if (Date.now() > deadline) throw new Error(`${endpoint} did not compact its database.`);
			await new Promise(resolve => setTimeout(resolve, 100));
		}
	}
}

/** Three members of which one is fragmented and near its quota, and a learner that nobody promoted. */
export async function startDemoCluster(): Promise<Cluster> {
	const { version, names, quotaBytes, fileBytes, liveBytes } = demo;
	const cluster = await startCluster({ version, names, quotaBytes, metricsUrls: true });
	try {
		const learner = await cluster.addLearner({ name: demo.learner });
		const fill = { valueBytes, keys: liveBytes / valueBytes, prefix: 'registry' };
		await cluster.fill({ bytes: fileBytes - 8 * MiB, ...fill });
		while ((await sizeOf(cluster, cluster.member(0).clientUrl, 'DBSize')) < fileBytes) {
			await cluster.fill({ bytes: 2 * MiB, ...fill });
		}
		await cluster.etcdctl(['compact', await cluster.revision(), '--physical']);
		await waitUntilCompacted(cluster);
		for (const member of cluster.members) {
			if (member.name === demo.fragmented || member.learner) continue;
			await cluster.etcdctl(['defrag', '--command-timeout=60s'], { endpoint: member.clientUrl });
		}
		await defragmentStopped(learner.member);
	} catch (error) {
		await cluster.close();
		throw error;
	}
	return cluster;
}
