import { window } from 'vscode';
import type { ContextEntry } from '../../app/kubernetes/contexts.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { ContextNode } from './context-node.ts';

/** The context that a command is about: that of the tree, the one with this key or name, else one that the user picks. */
export async function chooseContext(app: App, named: unknown): Promise<ContextEntry | undefined> {
	if (named instanceof ContextNode) {
		return named.entry;
	}
	const { entries, problems } = await app.kubernetes.contexts();
	if (typeof named === 'string') {
		const found = entries.find(({ key }) => key === named) ?? entries.find(({ context }) => context.name === named);
		if (!found) {
			throw new ExpectedError(t('There is no context "{0}".', named));
		}
		return found;
	}
	if (entries.length === 0) {
		throw new ExpectedError(problems[0] ?? t('No kubeconfig has a context.'));
	}
	const items = entries.map(entry => ({
		label: entry.context.name,
		description: entry.server,
		detail: entry.file,
		entry,
	}));
	const placeHolder = t('Which cluster?');
	return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.entry;
}
