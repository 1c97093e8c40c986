import { ExpectedError } from '../../core/errors.ts';
import { isClusterApiCluster } from '../../core/cluster-api.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { targetOf } from './object-document.ts';

/** Lists the cluster below the contexts and connects to it, by the kubeconfig in its secret. */
export async function openWorkloadCluster(app: App, cluster?: unknown, object?: unknown): Promise<unknown> {
	const target = targetOf(cluster, object);
	const manager = target && (await app.kubernetes.find(target.cluster));
	if (!manager || !isClusterApiCluster(target.object) || target.object.namespace === undefined) {
		throw new ExpectedError(t('This is no Cluster of Cluster API, or its cluster is not connected.'));
	}
	const { namespace, name } = target.object;
	const entry = await app.kubernetes.addWorkload(manager, { namespace, name });
	const state = await (await app.kubernetes.cluster(entry)).connect();
	app.log.info(`${entry.context.name}: ${'reason' in state ? state.reason : state.kind}`);
	return { key: entry.key, state };
}
