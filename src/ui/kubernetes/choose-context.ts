import { window } from 'vscode';
import type { ContextEntry } from '../../app/kubernetes/contexts.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import type { ContextNode } from './context-node.ts';

/** The context that a command is about: that of the tree, the one with this key or name, else one that the user picks. */
export async function chooseContext(app: App, named: unknown): Promise<ContextEntry | undefined> {
	if (isNode(named)) {
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

/** Told by what it has: its class is loaded with the first row. */
function isNode(named: unknown): named is ContextNode {
	return typeof named === 'object' && named !== null && 'entry' in named;
}
