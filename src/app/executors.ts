import { etcdExecutor } from '../adapters/etcd/operations/executor.ts';
import type { Connection } from '../core/connection.ts';
import type { Executors } from '../operations/executor.ts';
import type { PlanCluster } from '../operations/plan.ts';
import { accessOf, type Secrets } from './diagnose.ts';

/** What can change a cluster or the files of one. Lint lets only this file import it, and only the door imports this file. */
export async function openExecutors(connection: Connection, secrets: Secrets, { id }: PlanCluster): Promise<Executors> {
	return { etcd: etcdExecutor(await accessOf(connection, secrets), id) };
}
