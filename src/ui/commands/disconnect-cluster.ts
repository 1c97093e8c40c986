import type { App } from '../app.ts';

/** Ends the connection, or the attempt to make one; a workload cluster leaves the list with it. */
export default async function disconnectCluster(app: App, cluster?: unknown): Promise<void> {
	const { chooseContext } = await import('../kubernetes/choose-context.ts');
	const entry = await chooseContext(app, cluster);
	if (entry) {
		app.kubernetes.disconnect(entry);
	}
}
