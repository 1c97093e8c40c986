import type { Uri } from 'vscode';
import { commands } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import type { SessionRun } from '../session.ts';
import { documentUri } from './virtual-documents.ts';

export function reportUri({ source }: SessionRun): Uri {
	return documentUri('report', `${source.name}.md`, source.key);
}

export function comparisonUri({ source }: SessionRun): Uri {
	return documentUri('comparison', t('{0}, compared', source.name).concat('.md'), source.key);
}

export function statusUri({ source }: SessionRun): Uri {
	return documentUri('status', `${source.name}.yaml`, source.key);
}

/** Shows the report as a rendered page, and gives its address. */
export async function showReportOf(app: App, run: SessionRun): Promise<Uri> {
	return showPreview(app, reportUri(run));
}

export async function showPreview(app: App, uri: Uri): Promise<Uri> {
	app.documents.refresh(uri);
	await commands.executeCommand('markdown.showPreview', uri);
	return uri;
}
