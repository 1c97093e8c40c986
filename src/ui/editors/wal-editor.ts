import type { CustomDocument, CustomReadonlyEditorProvider, Uri, WebviewPanel } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import type { WalAsks } from '../../core/wal-screen.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { openWith } from './open-with.ts';
import { showScreen } from './screen-panel.ts';

export const walEditor = 'quorum.etcdWal';

/** Shows a file of etcd's write-ahead log, and on request the log that it is part of. */
export class WalEditor implements CustomReadonlyEditorProvider {
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	openCustomDocument(uri: Uri): CustomDocument {
		return { uri, dispose: () => undefined };
	}

	async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
		const browser = open(uri);
		let reading = new AbortController();
		panel.onDidDispose(async () => {
			reading.abort();
			(await browser.catch(() => undefined))?.close();
		});
		showScreen<WalAsks>(this.#app, panel, 'wal', {
			open: async filter => {
				reading.abort();
				reading = new AbortController();
				return (await browser).open(filter, reading.signal);
			},
			more: async () => (await browser).more(),
			openDefault: () => openWith(uri, 'default'),
		});
	}
}

async function open(uri: Uri) {
	if (uri.scheme !== 'file') {
		throw new ExpectedError(t('Only a file on a disk can be read as a log of etcd: {0}', uri.toString(true)));
	}
	const { WalBrowser } = await import('../../app/browse/wal-browser.ts');
	return new WalBrowser(uri.fsPath);
}
