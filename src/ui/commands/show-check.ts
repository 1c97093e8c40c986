import type { App } from '../app.ts';
import { showCheckPage } from '../check-page.ts';
import { FindingNode } from '../tree/finding-node.ts';
import { VerdictNode } from '../tree/verdict-node.ts';

/** The page of a check, given its id or an item that shows it; without one, the list of all. */
export default async function showCheck(app: App, arg?: unknown): Promise<void> {
	const id = arg instanceof FindingNode ? arg.finding.check : arg instanceof VerdictNode ? arg.check : arg;
	await showCheckPage(app.extensionUri, typeof id === 'string' ? id : undefined);
}
