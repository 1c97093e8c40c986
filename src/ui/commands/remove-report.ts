import type { App } from '../app.ts';
import { chooseRun } from '../choose.ts';

/** Takes a report out of the window; what it was read from stays. */
export default async function removeReport(app: App, cluster?: unknown): Promise<void> {
	const run = await chooseRun(app, cluster);
	if (run) {
		app.session.forget(run.source.key);
	}
}
