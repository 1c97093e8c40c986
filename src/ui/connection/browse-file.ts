import { window } from 'vscode';
import { t } from '../../core/words.ts';

/** Behind the button of a step that asks for a path. */
export async function browseFile(): Promise<string | undefined> {
	const [chosen] = (await window.showOpenDialog({ title: t('Choose a PEM file') })) ?? [];
	return chosen?.fsPath;
}
