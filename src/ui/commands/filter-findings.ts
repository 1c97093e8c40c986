import { window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';

/** The text may be given; the palette asks for it. */
export default async function filterFindings(app: App, text?: unknown): Promise<void> {
	const chosen =
		typeof text === 'string'
			? text
			: await window.showInputBox({
					title: t('Filter findings'),
					prompt: t('Words of a message, a check, a severity or a cluster; empty shows all.'),
					value: app.findingsView.filter,
				});
	if (chosen !== undefined) {
		app.findingsView.filterBy(chosen);
	}
}
