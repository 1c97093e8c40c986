import { Disposable, EventEmitter, languages, Uri, workspace, type TextDocument } from 'vscode';
import type { Finding } from '../../core/finding.ts';
import type { ParsedFile } from '../../manifest/index.ts';
import type { Log } from '../log.ts';
import { breathing, type Breath } from './breath.ts';
import type { ReadCertificates } from './certificates-beside.ts';
import { diagnosticOf, lintOptions } from './finding-diagnostics.ts';
import { isNear, Neighbours } from './neighbours.ts';
import { isOurs } from './ours.ts';
import type { Understood } from './understood.ts';

/** After the last change of anything: longer than what one file needs to be judged alone. */
const settleMs = 400;

const noCertificates: ReadCertificates = () => Promise.resolve([]);

/**
 * Holds open files, and those of the workspace beside them, against each other, as `quorum lint FOLDER` does. What is found in
 * files that are not open is shown here; what is found in open ones is told to whoever shows the rest of them.
 */
export class Together {
	readonly #log: Log;
	readonly #understood: Understood;
	readonly #certificates: ReadCertificates;
	readonly #neighbours: Neighbours;
	readonly #collection = languages.createDiagnosticCollection('quorum-files-beside');
	readonly #changed = new EventEmitter<void>();
	/** Something new was found, or nothing any more. */
	readonly onDidChange = this.#changed.event;
	readonly #listeners: Disposable;
	#found: ReadonlyMap<string, readonly Finding[]> = new Map();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#run = new AbortController();

	constructor(log: Log, understood: Understood, certificates = noCertificates) {
		this.#log = log;
		this.#understood = understood;
		this.#certificates = certificates;
		this.#neighbours = new Neighbours(log);
		this.#listeners = Disposable.from(
			this.#neighbours,
			this.#collection,
			this.#changed,
			this.#neighbours.onDidChange(() => this.#soon()),
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
			const found = await this.#findingsBy(breathing(signal));
			signal.throwIfAborted();
			this.#show(found);
		} catch (error) {
			if (!signal.aborted) {
				this.#log.bug(error);
			}
		}
	}

	/** By file; an open one without any is there too. */
	async #findingsBy(breath: Breath): Promise<Map<string, Finding[]>> {
		const { documents, files: open } = await this.#open(breath);
		if (open.length === 0) {
			return new Map();
		}
		const files = [...open, ...(await this.#neighbours.of(documents, breath))];
		const [{ lintTogether }, { certificatePathsOf }] = await Promise.all([
			import('../../app/lint-together.ts'),
			import('../../manifest/index.ts'),
		]);
		const certificateFiles = await this.#certificates(certificatePathsOf({ files }), breath);
		const found = new Map(open.map(({ source }): [string, Finding[]] => [source.path, []]));
		for (const findings of lintTogether(files, { ...lintOptions(), certificateFiles })) {
			for (const finding of findings) {
				const path = finding.location?.file ?? '';
				found.set(path, [...(found.get(path) ?? []), finding]);
			}
			await breath();
		}
		return found;
	}

	async #open(breath: Breath): Promise<{ documents: TextDocument[]; files: ParsedFile[] }> {
		const near = workspace.textDocuments.filter(document => isNear(document.uri) && isOurs(document));
		const documents: TextDocument[] = [];
		const files: ParsedFile[] = [];
		if (near.length === 0) {
			return { documents, files };
		}
		const { isHeldAgainstOthers } = await import('../../app/lint-together.ts');
		for (const document of near) {
			const file = await this.#understood.of(document);
			await breath();
			if (file && isHeldAgainstOthers(file)) {
				documents.push(document);
				files.push(file);
			}
		}
		return { documents, files };
	}

	#show(found: ReadonlyMap<string, readonly Finding[]>): void {
		const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
		const others = [...found].filter(([path]) => !open.has(path));
		this.#found = found;
		this.#collection.clear();
		this.#collection.set(
			others.map(([path, findings]) => [Uri.parse(path), findings.flatMap(finding => diagnosticOf(finding) ?? [])]),
		);
		this.#changed.fire();
	}
}
