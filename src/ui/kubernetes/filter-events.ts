import { window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseContext } from './choose-context.ts';
import type { SectionNode } from './section-node.ts';

/** Empty shows all. */
export async function filterEvents(app: App, section: unknown, text: unknown): Promise<void> {
	const key = isSection(section) ? section.cluster.key : (await chooseContext(app, section))?.key;
	if (key === undefined) {
		return;
	}
	const chosen =
		typeof text === 'string'
			? text
			: await window.showInputBox({
					title: t('Filter events'),
					prompt: t('Words, and severity:warning, namespace:, reason:, category:, node:, object:; empty shows all.'),
					value: app.kubernetes.eventFilter(key),
				});
	if (chosen !== undefined) {
		app.kubernetes.filterEvents(key, chosen);
	}
}

/** Told by what it has: its class is loaded with the first row. */
function isSection(section: unknown): section is SectionNode {
	return typeof section === 'object' && section !== null && 'section' in section;
}
