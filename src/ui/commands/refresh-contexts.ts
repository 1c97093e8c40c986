import type { App } from '../app.ts';

/** Reads the kubeconfigs again where they have changed. */
export default async function refreshContexts(app: App): Promise<void> {
	app.kubernetes.refresh();
}
