import type { App } from '../app.ts';

/** Diagnoses a cluster of a kubeconfig; gives the report. */
export default async function diagnoseCluster(app: App, cluster?: unknown): Promise<unknown> {
	const { diagnoseContext } = await import('../kubernetes/diagnose-context.ts');
	return diagnoseContext(app, cluster);
}
