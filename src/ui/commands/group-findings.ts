import { window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { groupings, type Grouping } from '../tree/finding-groups.ts';

/** The grouping may be given; the palette asks for it. */
export default async function groupFindings(app: App, grouping?: unknown): Promise<void> {
	const chosen = groupings.find(each => each === grouping) ?? (await pick(app.findingsView.grouping));
	if (chosen) {
		app.findingsView.groupBy(chosen);
	}
}

async function pick(current: Grouping): Promise<Grouping | undefined> {
	const labels = { severity: t('By severity'), cluster: t('By cluster'), check: t('By check') };
	const items = groupings.map(grouping => ({
		label: labels[grouping],
		description: grouping === current ? t('now') : '',
		grouping,
	}));
	return (await window.showQuickPick(items, { placeHolder: t('Group findings') }))?.grouping;
}
