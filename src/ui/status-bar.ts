import { Disposable, StatusBarAlignment, window } from 'vscode';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import { stateInWords } from './words-of.ts';

/** One short item: what the reports of this window say, or that a run is under way. A click diagnoses. */
export function registerStatusBar(app: App): Disposable {
	const item = window.createStatusBarItem('quorum.status', StatusBarAlignment.Left);
	item.name = 'etcd';
	item.command = 'quorum.diagnoseEtcd';
	const update = () => {
		const state = app.session.isRunning() ? t('diagnosing…') : stateInWords(app.session.all().map(each => each.report));
		item.text = app.session.isRunning() ? `$(sync~spin) etcd: ${state}` : `$(pulse) etcd${state && `: ${state}`}`;
		item.tooltip = t('Diagnose etcd');
		item.accessibilityInformation = { label: state ? t('etcd: {0}', state) : t('Diagnose etcd') };
	};
	update();
	item.show();
	return Disposable.from(item, app.session.onDidChange(update));
}
