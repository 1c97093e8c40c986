import type { App } from '../app.ts';

/** Reads the saved connections again; asks no cluster anything. */
export default async function refreshClusters(app: App): Promise<void> {
	app.connections.refresh();
}
