import type { App } from '../app.ts';
import { keyOf } from '../choose.ts';

/** Takes a data directory out of the view; the files stay. */
export default async function closeDataDirectory(app: App, node?: unknown): Promise<void> {
	const key = keyOf(node);
	const closed = key === undefined ? app.dataDirectories.paths : [key];
	closed.forEach(path => app.dataDirectories.remove(path));
}
