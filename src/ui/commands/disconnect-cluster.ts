import type { App } from '../app.ts';
import { chooseContext } from '../kubernetes/choose-context.ts';

/** Ends the connection, or the attempt to make one. */
export default async function disconnectCluster(app: App, cluster?: unknown): Promise<void> {
	const entry = await chooseContext(app, cluster);
	if (entry) {
		app.kubernetes.known(entry.key)?.close();
	}
}
