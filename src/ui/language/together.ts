import { Disposable, EventEmitter, languages, Uri, workspace, type TextDocument } from 'vscode';
import type { Finding } from '../../core/finding.ts';
import type { Log } from '../log.ts';
import type { ReadCertificates } from './certificates-beside.ts';
import { diagnosticOf } from './finding-diagnostics.ts';
import type { FindTogether } from './find-together.ts';
import { isNear, isOurs } from './ours.ts';
import type { Understood } from './understood.ts';

/** After the last change of anything: longer than what one file needs to be judged alone. */
const settleMs = 400;

const noCertificates: ReadCertificates = () => Promise.resolve([]);

/**
 * Has open files, and those of the workspace beside them, held against each other, as `quorum lint FOLDER` does. What is found in
 * files that are not open is shown here; what is found in open ones is told to whoever shows the rest of them.
 */
export class Together {
	readonly #log: Log;
	readonly #understood: Understood;
	readonly #certificates: ReadCertificates;
	readonly #collection = languages.createDiagnosticCollection('quorum-files-beside');
	readonly #changed = new EventEmitter<void>();
	/** Something new was found, or nothing any more. */
	readonly onDidChange = this.#changed.event;
	readonly #listeners: Disposable;
	#finder: FindTogether | undefined;
	#found: ReadonlyMap<string, readonly Finding[]> = new Map();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#run = new AbortController();

	constructor(log: Log, understood: Understood, certificates = noCertificates) {
		this.#log = log;
		this.#understood = understood;
		this.#certificates = certificates;
		this.#listeners = Disposable.from(
			this.#collection,
			this.#changed,
			workspace.onDidOpenTextDocument(document => {
				this.#collection.delete(document.uri);
				this.#soonFor(document);
			}),
			workspace.onDidChangeTextDocument(({ document }) => this.#soonFor(document)),
			workspace.onDidCloseTextDocument(document => this.#soonFor(document)),
			workspace.onDidChangeConfiguration(event => event.affectsConfiguration('quorum') && this.#soon()),
			workspace.onDidGrantWorkspaceTrust(() => this.#soon()),
		);
		this.#soon();
	}

	/** What was found in an open file, in its places as they were then; nothing while nobody has looked. */
	of({ uri }: TextDocument): readonly Finding[] | undefined {
		return this.#found.get(uri.toString());
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#run.abort();
		this.#listeners.dispose();
		this.#finder?.dispose();
	}

	#soonFor(document: TextDocument): void {
		if (isNear(document.uri) && (isOurs(document) || this.#found.has(document.uri.toString()))) {
			this.#soon();
		}
	}

	/** What is under way is about a text that is there no more. */
	#soon(): void {
		this.#run.abort();
		clearTimeout(this.#timer);
		this.#run = new AbortController();
		const { signal } = this.#run;
		this.#timer = setTimeout(() => void this.#look(signal), settleMs);
	}

	async #look(signal: AbortSignal): Promise<void> {
		try {
			const near = workspace.textDocuments.filter(document => isNear(document.uri) && isOurs(document));
			const found = near.length > 0 ? await (await this.#loaded()).in(near, signal) : new Map<string, Finding[]>();
			signal.throwIfAborted();
			this.#show(found);
		} catch (error) {
			if (!signal.aborted) {
				this.#log.bug(error);
			}
		}
	}

	async #loaded(): Promise<FindTogether> {
		const { FindTogether } = await import('./find-together.ts');
		return (this.#finder ??= new FindTogether(this.#log, this.#understood, this.#certificates, () => this.#soon()));
	}

	#show(found: ReadonlyMap<string, readonly Finding[]>): void {
		const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
		this.#found = found;
		this.#collection.clear();
		for (const [path, findings] of found) {
			if (!open.has(path)) {
				this.#collection.set(
					Uri.parse(path),
					findings.flatMap(finding => diagnosticOf(finding) ?? []),
				);
			}
		}
		this.#changed.fire();
	}
}
