import { join } from 'node:path';
import { etcdExecutor } from '../adapters/etcd/operations/executor.ts';
import { stateFolder } from '../adapters/files/state-folder.ts';
import { sshExecutor } from '../adapters/ssh/operations/ssh-executor.ts';
import type { Connection } from '../core/connection.ts';
import type { Executors } from '../operations/executor.ts';
import type { HostSecrets } from '../operations/host.ts';
import type { Plan } from '../operations/plan.ts';
import { accessOf, type Secrets } from './diagnose.ts';
import { fileExecutor } from './snapshots/file-executor.ts';

/** What can change a cluster, by kind of action. A test sees to it that only the door imports this file. */
export async function openExecutors(
	connection: Connection,
	secrets: Secrets,
	hostSecrets: Readonly<Record<string, HostSecrets>>,
	{ cluster, restoredId = cluster.id, hosts = [] }: Plan,
	folder = stateFolder(),
): Promise<Executors> {
	return {
		etcd: etcdExecutor(await accessOf(connection, secrets), restoredId),
		file: fileExecutor(folder),
		ssh: sshExecutor(hosts, hostSecrets, join(folder, 'ssh')),
	};
}
