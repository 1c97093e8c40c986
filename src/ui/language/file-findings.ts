import { Diagnostic, DiagnosticSeverity, Disposable, languages, Range, workspace, type TextDocument } from 'vscode';
import type { Finding, Severity } from '../../core/finding.ts';
import { isRelevant } from '../../core/relevance.ts';
import type { ParsedFile } from '../../manifest/index.ts';
import { checkLink } from '../check-page.ts';
import type { Log } from '../log.ts';
import { readRunSettings, readTargets } from '../settings.ts';

/** After the last keystroke, before the rules run. */
const settleMs = 100;

const governing = ['quorum.severity', 'quorum.kubernetesVersion', 'quorum.etcdVersion'];

export const levels: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
};

/** What was found in one version of a document. */
export interface Judged {
	readonly version: number;
	readonly findings: readonly Finding[];
}

/** Keeps the findings of open files, and shows them; work on a version that is no longer there is dropped. */
export class FileFindings {
	readonly #log: Log;
	readonly #collection = languages.createDiagnosticCollection('quorum-files');
	readonly #timers = new Map<string, NodeJS.Timeout>();
	readonly #judged = new Map<string, Judged>();
	/** As they were understood last: only what is edited is parsed again. */
	readonly #parsed = new Map<string, ParsedFile>();
	readonly #listeners: Disposable;

	constructor(log: Log) {
		this.#log = log;
		this.#listeners = Disposable.from(
			workspace.onDidOpenTextDocument(document => this.#soon(document, 0)),
			workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, settleMs)),
			workspace.onDidCloseTextDocument(document => this.#forget(document)),
			workspace.onDidChangeConfiguration(event => {
				if (governing.some(setting => event.affectsConfiguration(setting))) {
					workspace.textDocuments.forEach(document => this.#soon(document, 0));
				}
			}),
		);
		workspace.textDocuments.forEach(document => this.#soon(document, 0));
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

	#soon(document: TextDocument, delayMs: number): void {
		if (document.languageId === 'yaml') {
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
		const text = document.getText();
		const findings = isRelevant(text) ? await this.#findingsIn(uri.toString(), text) : [];
		if (document.isClosed || document.version !== version) {
			return;
		}
		this.#judged.set(uri.toString(), { version, findings });
		this.#collection.set(
			uri,
			findings.flatMap(finding => diagnosticOf(finding) ?? []),
		);
	}

	/** The text may be older than the document by then; who called looks. */
	async #findingsIn(path: string, text: string): Promise<readonly Finding[]> {
		const [{ lintParsed }, { parseFile }, { findingsOf }] = await Promise.all([
			import('../../app/lint.ts'),
			import('../../manifest/index.ts'),
			import('../../core/diagnose.ts'),
		]);
		const parsed = parseFile({ path, text }, this.#parsed.get(path));
		this.#parsed.set(path, parsed);
		return findingsOf(lintParsed([parsed], lintOptions()).report);
	}

	#forget({ uri }: TextDocument): void {
		clearTimeout(this.#timers.get(uri.toString()));
		this.#timers.delete(uri.toString());
		this.#judged.delete(uri.toString());
		this.#parsed.delete(uri.toString());
		this.#collection.delete(uri);
	}
}

/** What the user set of the rules. */
export function lintOptions() {
	return { settings: readRunSettings().checks, targets: readTargets(), now: Date.now() };
}

export function diagnosticOf(finding: Finding): Diagnostic | undefined {
	const { location, message, remedy, severity, check } = finding;
	if (!location) {
		return undefined;
	}
	const { line, column, endLine, endColumn } = location;
	const range = new Range(line - 1, column - 1, endLine - 1, endColumn - 1);
	const diagnostic = new Diagnostic(range, `${message}\n${remedy}`, levels[severity]);
	diagnostic.source = 'etcd';
	diagnostic.code = { value: check, target: checkLink(check) };
	return diagnostic;
}
