import {
	Disposable,
	languages,
	window,
	workspace,
	type DocumentSelector,
	type LanguageStatusItem,
	type TextDocument,
} from 'vscode';
import { t } from '../../core/words.ts';
import type { Log } from '../log.ts';
import { readTargets } from '../settings.ts';
import type { Understood } from './understood.ts';

/** After the last keystroke. */
const settleMs = 300;

/** For which versions the file in the active editor is read: "kubeadm v1beta4 · Kubernetes 1.36 · etcd 3.6". */
export class VersionStatus {
	readonly #understood: Understood;
	readonly #log: Log;
	readonly #selector: DocumentSelector;
	readonly #listeners: Disposable;
	#item: LanguageStatusItem | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(understood: Understood, selector: DocumentSelector, log: Log) {
		this.#understood = understood;
		this.#selector = selector;
		this.#log = log;
		this.#listeners = Disposable.from(
			window.onDidChangeActiveTextEditor(() => this.#soon(0)),
			workspace.onDidChangeTextDocument(({ document }) => {
				if (document === window.activeTextEditor?.document) {
					this.#soon(settleMs);
				}
			}),
			workspace.onDidChangeConfiguration(event => {
				if (event.affectsConfiguration('quorum')) {
					this.#soon(0);
				}
			}),
		);
		this.#soon(0);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#listeners.dispose();
		this.#item?.dispose();
	}

	#soon(delayMs: number): void {
		clearTimeout(this.#timer);
		const document = window.activeTextEditor?.document;
		this.#timer = setTimeout(() => void this.#show(document).catch((error: unknown) => this.#log.bug(error)), delayMs);
	}

	async #show(document: TextDocument | undefined): Promise<void> {
		const isOurs = document !== undefined && languages.match(this.#selector, document) > 0;
		const [file, { versionsOf }] = isOurs
			? await Promise.all([this.#understood.of(document), import('../../language/versions.ts')])
			: [undefined, { versionsOf: () => undefined }];
		const versions = file && versionsOf(file, readTargets());
		if (document !== window.activeTextEditor?.document) {
			return;
		}
		if (!versions || versions.parts.length === 0) {
			this.#item?.dispose();
			this.#item = undefined;
			return;
		}
		this.#item ??= languages.createLanguageStatusItem('quorum.versions', this.#selector);
		this.#item.name = t('Versions that this file is read for');
		this.#item.text = versions.parts.join(' · ');
		this.#item.detail = versions.sources.join(' ');
		this.#item.command = {
			title: t('Set versions'),
			command: 'workbench.action.openSettings',
			arguments: ['quorum Version'],
		};
	}
}
