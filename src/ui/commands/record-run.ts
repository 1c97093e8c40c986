import type { Uri } from 'vscode';
import type { App } from '../app.ts';

/** Writes what the latest run learned, without secrets, for the owner's eyes; gives the file. Choices may be given. */
export default async function recordRun(
	app: App,
	cluster?: unknown,
	target?: unknown,
	anonymous?: unknown,
): Promise<Uri | undefined> {
	return (await import('../record-run.ts')).recordRun(app, cluster, target, anonymous);
}
