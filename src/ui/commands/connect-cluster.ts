import type { App } from '../app.ts';

/** Tries to reach a cluster, also one that could not be reached before; gives what came of it. */
export default async function connectCluster(app: App, cluster?: unknown): Promise<unknown> {
	const { chooseContext } = await import('../kubernetes/choose-context.ts');
	const entry = await chooseContext(app, cluster);
	return entry && (await app.kubernetes.cluster(entry)).connect();
}
