import type { App } from '../app.ts';

/** Shows an object as it is now, read-only; gives its address. */
export default async function showObject(app: App, cluster?: unknown, object?: unknown): Promise<unknown> {
	return (await import('../kubernetes/show-object.ts')).showObject(app, cluster, object);
}
