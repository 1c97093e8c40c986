import { Disposable, EventEmitter, Uri, workspace, type TextDocumentContentProvider } from 'vscode';
import { t } from '../../core/words.ts';
import type { Session } from '../session.ts';

const scheme = 'quorum';

/** What a generated document is made of, anew whenever it is opened or the session changes. */
export type Render = (key: string) => Promise<string | undefined>;

/** Read-only documents with the scheme `quorum`. The query names the cluster, the first part of the path what of it. */
export class VirtualDocuments implements TextDocumentContentProvider {
	readonly #renders = new Map<string, Render>();
	readonly #changed = new EventEmitter<Uri>();
	readonly onDidChange = this.#changed.event;
	readonly #ending: Disposable;

	constructor(session: Session) {
		this.#ending = Disposable.from(
			this.#changed,
			workspace.registerTextDocumentContentProvider(scheme, this),
			session.onDidChange(() => this.#refreshOpen()),
		);
	}

	/** Adds a kind of document. */
	register(kind: string, render: Render): void {
		this.#renders.set(kind, render);
	}

	/** Tells open editors that a document is to be made anew. */
	refresh(uri: Uri): void {
		this.#changed.fire(uri);
	}

	async provideTextDocumentContent(uri: Uri): Promise<string> {
		const [, kind = ''] = uri.path.split('/');
		const text = await this.#renders.get(kind)?.(uri.query);
		return text ?? t('This is not there any more: it belonged to a report of an earlier window.');
	}

	dispose(): void {
		this.#ending.dispose();
	}

	#refreshOpen(): void {
		workspace.textDocuments.filter(({ uri }) => uri.scheme === scheme).forEach(({ uri }) => this.refresh(uri));
	}
}

/** The address of such a document; `title` is what its tab says. */
export function documentUri(kind: string, title: string, key: string): Uri {
	return Uri.from({ scheme, path: `/${kind}/${title.replace(/[/\\?#]/g, '_')}`, query: key });
}
