import type { App } from '../app.ts';

/** Compares the file of the workspace that describes an object with the object as it is now. */
export default async function compareObject(app: App, cluster?: unknown, object?: unknown): Promise<unknown> {
	return (await import('../kubernetes/compare-object.ts')).compareObject(app, cluster, object);
}
