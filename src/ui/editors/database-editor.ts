import type { Uri } from 'vscode';
import { window, type CustomDocument, type CustomReadonlyEditorProvider, type WebviewPanel } from 'vscode';
import type { DatabaseAsks, ShownValue } from '../../core/database-screen.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { documentUri } from '../documents/virtual-documents.ts';
import { openWith } from './open-with.ts';
import { showScreen } from './screen-panel.ts';

export const databaseEditor = 'quorum.etcdDatabase';

/** Values opened as documents live as long as the window, the latest of them. */
const mostDocuments = 50;

/** Shows a database of etcd. The file is read by one browser for each tab, and never changed. */
export class DatabaseEditor implements CustomReadonlyEditorProvider {
	readonly #app: App;
	readonly #documents = new Map<string, string>();

	constructor(app: App) {
		this.#app = app;
		app.documents.register('value', async key => this.#documents.get(key));
	}

	openCustomDocument(uri: Uri): CustomDocument {
		return { uri, dispose: () => undefined };
	}

	async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
		const opened = open(uri);
		let reading = new AbortController();
		panel.onDidDispose(async () => {
			reading.abort();
			(await opened.catch(() => undefined))?.close();
		});
		const progress = showScreen<DatabaseAsks>(this.#app, panel, 'database', {
			overview: async () => (await opened).overview(),
			changes: async ({ before }) => (await opened).changes(before),
			read: async question => {
				reading.abort();
				reading = new AbortController();
				return (await opened).read(reading.signal, share => progress(share), question);
			},
			rows: async ({ prefix, from }) => (await opened).rows(prefix, from),
			key: async ({ key }) => (await opened).key(key),
			value: async ({ change, reveal }) => (await opened).value(change, reveal),
			cancel: () => reading.abort() as undefined,
			again: async () => (await opened).again() as undefined,
			openDefault: () => openWith(uri, 'default'),
			openValue: async ({ change, reveal }) => this.#openValue(uri, (await opened).value(change, reveal)),
		});
	}

	/** Not as an untitled file, which VS Code would keep on the disk with whatever secret is in it. */
	async #openValue({ path }: Uri, value: ShownValue): Promise<undefined> {
		const { format, shown, text, lines } = value;
		const key = `${path}\n${shown}\n${lines.map(line => line.text).join()}`;
		this.#documents.delete(key);
		this.#documents.set(key, text);
		const [oldest] = this.#documents.size > mostDocuments ? this.#documents.keys() : [];
		if (oldest !== undefined) {
			this.#documents.delete(oldest);
		}
		const ending = format === 'yaml' || format === 'json' ? format : 'txt';
		const document = documentUri('value', `${shown.split('/').pop() ?? ''}.${ending}`, key);
		this.#app.documents.refresh(document);
		await window.showTextDocument(document, { preview: true });
		return undefined;
	}
}

async function open(uri: Uri) {
	if (uri.scheme !== 'file') {
		throw new ExpectedError(t('Only a file on a disk can be read as a database of etcd: {0}', uri.toString(true)));
	}
	const { DatabaseBrowser } = await import('../../app/browse/database-browser.ts');
	return new DatabaseBrowser(uri.fsPath);
}
