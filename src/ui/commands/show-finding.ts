import { window, type Uri } from 'vscode';
import type { App } from '../app.ts';
import { findingsNow, placeOf } from '../live-diagnostics.ts';
import { FindingNode } from '../tree/finding-node.ts';

/** Goes to the line that governs a finding, as the text is now; else to the status of its cluster. */
export default async function showFinding(_app: App, node?: unknown): Promise<Uri | undefined> {
	if (!(node instanceof FindingNode)) {
		return undefined;
	}
	const { run, finding } = node;
	const now = await findingsNow(run);
	const same = now.find(({ check, message }) => check === finding.check && message === finding.message);
	const { uri, range } = placeOf(run, same ?? finding);
	await window.showTextDocument(uri, { selection: range });
	return uri;
}
