import { Disposable, StatusBarAlignment, window } from 'vscode';
import { findingsOf } from '../core/diagnose.ts';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import { countsInWords } from './words-of.ts';

/** One short item: what the reports of this window say, or that a run is under way. A click diagnoses. */
export function registerStatusBar(app: App): Disposable {
	const item = window.createStatusBarItem('quorum.status', StatusBarAlignment.Left);
	item.name = 'etcd';
	item.command = 'quorum.diagnoseEtcd';
	const update = () => {
		const counts = countsInWords(app.session.all().flatMap(({ report }) => findingsOf(report)));
		const runs = app.session.all().length;
		const state = app.session.isRunning() ? t('diagnosing…') : runs === 0 ? '' : counts || t('no problem found');
		item.text = app.session.isRunning() ? `$(sync~spin) etcd: ${state}` : `$(pulse) etcd${state && `: ${state}`}`;
		item.tooltip = t('Diagnose etcd');
		item.accessibilityInformation = { label: state ? t('etcd: {0}', state) : t('Diagnose etcd') };
	};
	update();
	item.show();
	return Disposable.from(item, app.session.onDidChange(update));
}
