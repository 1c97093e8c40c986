import type { App } from '../app.ts';
import type { SessionRun } from '../session.ts';
import { statusDocumentOf } from './status-document.ts';

/** Registers every kind of generated document. The forms of a report are loaded when one is opened. */
export function registerDocuments(app: App): void {
	const { documents, session, version } = app;
	documents.register('object', async key => (await import('../kubernetes/object-document.ts')).renderObject(app, key));
	documents.register('report', async key => {
		const run = session.latest(key);
		return run && renderRun(run, 'markdown', version);
	});
	documents.register('comparison', async key => {
		const [now, before] = [session.latest(key), session.previous(key)];
		const { comparisonToMarkdown } = await import('../../core/report/compare.ts');
		return now && before && comparisonToMarkdown(before.report, now.report);
	});
	documents.register('status', async key => {
		const run = session.latest(key);
		return run && statusDocumentOf(run).text;
	});
}

/** A run in one of the forms of a report. */
export async function renderRun(
	run: SessionRun,
	format: import('../../core/report/index.ts').Format,
	version: string,
): Promise<string> {
	const { render } = await import('../../app/render.ts');
	return render(run, format, version);
}
