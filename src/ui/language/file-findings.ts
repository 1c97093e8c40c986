import { Disposable, languages, workspace, type TextDocument } from 'vscode';
import type { Finding } from '../../core/finding.ts';
import type { ParsedFile } from '../../manifest/index.ts';
import type { Log } from '../log.ts';
import { diagnosticOf, lintOptions } from './finding-diagnostics.ts';
import { selector } from './ours.ts';
import type { Together } from './together.ts';
import type { Understood } from './understood.ts';

/** After the last keystroke, before the rules run. */
const settleMs = 100;

const governing = ['quorum.severity', 'quorum.kubernetesVersion', 'quorum.etcdVersion'];

/** What was found in one version of a document. */
export interface Judged {
	readonly version: number;
	readonly findings: readonly Finding[];
}

/** Keeps the findings of open files, and shows them; work on a version that is no longer there is dropped. */
export class FileFindings {
	readonly #log: Log;
	readonly #understood: Understood;
	readonly #together: Together;
	readonly #collection = languages.createDiagnosticCollection('quorum-files');
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
	readonly #judged = new Map<string, Judged>();
	readonly #listeners: Disposable;

	constructor(log: Log, understood: Understood, together: Together) {
		this.#log = log;
		this.#understood = understood;
		this.#together = together;
		this.#listeners = Disposable.from(
			workspace.onDidOpenTextDocument(document => this.#soon(document, 0)),
			workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, settleMs)),
			workspace.onDidCloseTextDocument(document => this.#forget(document)),
			workspace.onDidChangeConfiguration(event => {
				if (governing.some(setting => event.affectsConfiguration(setting))) {
					this.#allSoon();
				}
			}),
			together.onDidChange(() => this.#allSoon()),
		);
		this.#allSoon();
	}

	/** What was found in the document as it is now; nothing while it has not been looked at. */
	of(document: TextDocument): readonly Finding[] {
		const judged = this.#judged.get(document.uri.toString());
		return judged?.version === document.version ? judged.findings : [];
	}

	dispose(): void {
		this.#timers.forEach(timer => clearTimeout(timer));
		this.#listeners.dispose();
		this.#collection.dispose();
	}

	#allSoon(): void {
		workspace.textDocuments.forEach(document => this.#soon(document, 0));
	}

	#soon(document: TextDocument, delayMs: number): void {
		if (languages.match([...selector], document) > 0) {
			const key = document.uri.toString();
			clearTimeout(this.#timers.get(key));
			this.#timers.set(
				key,
				setTimeout(() => void this.#judge(document).catch((error: unknown) => this.#log.bug(error)), delayMs),
			);
		}
	}

	async #judge(document: TextDocument): Promise<void> {
		const { version, uri } = document;
		const file = await this.#understood.of(document);
		const findings = file ? await this.#findingsIn(document, file) : [];
		if (document.isClosed || document.version !== version) {
			return;
		}
		this.#judged.set(uri.toString(), { version, findings });
		this.#collection.set(
			uri,
			findings.flatMap(finding => diagnosticOf(finding) ?? []),
		);
	}

	/** What other files make of it was found a moment ago, and follows the text until it is looked for again. */
	async #findingsIn(document: TextDocument, file: ParsedFile): Promise<readonly Finding[]> {
		const [{ lintParsed }, { idsOfSeveral }, { placeAnew }, { findingsOf }] = await Promise.all([
			import('../../app/lint.ts'),
			import('../../app/lint-together.ts'),
			import('../../app/place.ts'),
			import('../../core/diagnose.ts'),
		]);
		const { report, set } = lintParsed([file], lintOptions());
		const alone = findingsOf(report);
		const together = this.#together.of(document);
		return together ? [...alone.filter(({ check }) => !idsOfSeveral.has(check)), ...placeAnew(together, set)] : alone;
	}

	#forget({ uri }: TextDocument): void {
		clearTimeout(this.#timers.get(uri.toString()));
		this.#timers.delete(uri.toString());
		this.#judged.delete(uri.toString());
		this.#collection.delete(uri);
	}
}
