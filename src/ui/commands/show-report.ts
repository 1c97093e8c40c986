import type { App } from '../app.ts';
import { chooseRun } from '../choose.ts';
import { showReportOf } from '../documents/show.ts';

export default async function showReport(app: App, cluster?: unknown): Promise<unknown> {
	const run = await chooseRun(app, cluster);
	return run && showReportOf(app, run);
}
