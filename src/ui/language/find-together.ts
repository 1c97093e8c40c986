import type { Disposable, TextDocument } from 'vscode';
import { isHeldAgainstOthers, lintTogether } from '../../app/lint-together.ts';
import type { Finding } from '../../core/finding.ts';
import { certificatePathsOf, type ParsedFile } from '../../manifest/index.ts';
import type { Log } from '../log.ts';
import { breathing, type Breath } from './breath.ts';
import type { ReadCertificates } from './certificates-beside.ts';
import { lintOptions } from './finding-diagnostics.ts';
import { Neighbours } from './neighbours.ts';
import type { Understood } from './understood.ts';

/** Holds open files and their neighbours against each other: loaded with the first file of which it makes sense. */
export class FindTogether {
	readonly #understood: Understood;
	readonly #certificates: ReadCertificates;
	readonly #neighbours: Neighbours;
	readonly #listening: Disposable;

	constructor(log: Log, understood: Understood, certificates: ReadCertificates, changed: () => void) {
		this.#understood = understood;
		this.#certificates = certificates;
		this.#neighbours = new Neighbours(log);
		this.#listening = this.#neighbours.onDidChange(changed);
	}

	/** By file; an open one without any is there too. Throws when the signal says that nobody waits. */
	async in(documents: readonly TextDocument[], signal: AbortSignal): Promise<Map<string, Finding[]>> {
		const breath = breathing(signal);
		const open = await this.#understoodOf(documents, breath);
		if (open.length === 0) {
			return new Map();
		}
		const neighbours = await this.#neighbours.of(
			open.map(({ document }) => document),
			breath,
		);
		const files = [...open.map(({ file }) => file), ...neighbours];
		const certificateFiles = await this.#certificates(certificatePathsOf({ files }), breath);
		const found = new Map(open.map(({ file }): [string, Finding[]] => [file.source.path, []]));
		for (const findings of lintTogether(files, { ...lintOptions(), certificateFiles })) {
			for (const finding of findings) {
				const path = finding.location?.file ?? '';
				found.set(path, [...(found.get(path) ?? []), finding]);
			}
			await breath();
		}
		return found;
	}

	dispose(): void {
		this.#listening.dispose();
		this.#neighbours.dispose();
	}

	async #understoodOf(documents: readonly TextDocument[], breath: Breath) {
		const found: { readonly document: TextDocument; readonly file: ParsedFile }[] = [];
		for (const document of documents) {
			const file = await this.#understood.of(document);
			await breath();
			if (file && isHeldAgainstOthers(file)) {
				found.push({ document, file });
			}
		}
		return found;
	}
}
