import { window } from 'vscode';
import { isAnyReachable } from '../../core/diagnose.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { secretsFor } from '../ask-secrets.ts';
import { chooseConnection } from '../choose.ts';
import { runDiagnosis } from '../diagnose.ts';
import { showReportOf } from '../documents/show.ts';
import type { SessionRun } from '../session.ts';
import { focusFindings } from '../tree/views.ts';
import { summaryInWords } from '../words-of.ts';

/** Gives the report, so that tests and other extensions can read it. */
export default async function diagnoseEtcd(app: App, cluster?: unknown): Promise<unknown> {
	return diagnoseAndTell(app, cluster, false);
}

export async function diagnoseAndTell(app: App, cluster: unknown, deep: boolean): Promise<unknown> {
	const saved = await chooseConnection(app, cluster);
	const joins = saved !== undefined && app.session.isRunning(saved.key);
	const secrets = saved && (await secretsFor(app, saved));
	if (!saved || !secrets) {
		return undefined;
	}
	const run = await runDiagnosis(app, saved, secrets, deep);
	if (run && !joins) {
		app.log.info(`${run.source.name}: ${summaryInWords(run.report)}`);
		// Not awaited: the notification may stand for as long as the user likes.
		void tellOf(app, run);
	}
	return run?.report;
}

/** Says in a notification what a run came to, and offers to show it. */
export async function tellOf(app: App, run: SessionRun): Promise<void> {
	const [report, findings] = [t('Show report'), t('Show findings')];
	const message = isAnyReachable(run.report)
		? t('{0}: {1}.', run.source.name, summaryInWords(run.report))
		: t('{0}: not one member could be asked ({1}).', run.source.name, summaryInWords(run.report));
	const hasError = run.report.verdicts.some(
		({ verdict }) => verdict.kind === 'failed' && verdict.findings.some(({ severity }) => severity === 'error'),
	);
	const show = hasError ? window.showWarningMessage : window.showInformationMessage;
	const chosen = await show(message, report, findings);
	if (chosen === report) {
		await showReportOf(app, run);
	} else if (chosen === findings) {
		await focusFindings();
	}
}
