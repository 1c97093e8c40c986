import { Uri, window, workspace } from 'vscode';
import type { Format } from '../../core/report/index.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseRun } from '../choose.ts';
import { renderRun } from '../documents/index.ts';
import { saveText } from '../save-text.ts';

const choices: readonly { readonly format: Format; readonly label: string; readonly extension: string }[] = [
	{ format: 'markdown', label: 'Markdown', extension: 'md' },
	{ format: 'json', label: 'JSON', extension: 'json' },
	{ format: 'sarif', label: 'SARIF 2.1.0', extension: 'sarif' },
	{ format: 'etcd-diagnosis', label: 'etcd-diagnosis JSON', extension: 'json' },
];

/** Format and target may be given; the palette asks for them. Gives the file that was written. */
export default async function exportReport(
	app: App,
	cluster?: unknown,
	format?: unknown,
	target?: unknown,
): Promise<Uri | undefined> {
	const run = await chooseRun(app, cluster);
	const choice =
		choices.find(each => each.format === format) ??
		(run && (await window.showQuickPick(choices, { placeHolder: t('In which form?') })));
	if (!run || !choice) {
		return undefined;
	}
	const text = await renderRun(run, choice.format, app.version);
	if (target instanceof Uri) {
		await workspace.fs.writeFile(target, new TextEncoder().encode(text));
		return target;
	}
	return saveText(text, `${run.source.name}-${choice.format}.${choice.extension}`, {
		[choice.label]: [choice.extension],
	});
}
