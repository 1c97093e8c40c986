import { etcdExecutor } from '../adapters/etcd/operations/executor.ts';
import { stateFolder } from '../adapters/files/state-folder.ts';
import type { Connection } from '../core/connection.ts';
import type { Executors } from '../operations/executor.ts';
import type { PlanCluster } from '../operations/plan.ts';
import { accessOf, type Secrets } from './diagnose.ts';
import { fileExecutor } from './snapshots/file-executor.ts';

/** What can change a cluster, by kind of action. A test sees to it that only the door imports this file. */
export async function openExecutors(
	connection: Connection,
	secrets: Secrets,
	{ id }: PlanCluster,
	folder = stateFolder(),
): Promise<Executors> {
	return { etcd: etcdExecutor(await accessOf(connection, secrets), id), file: fileExecutor(folder) };
}
