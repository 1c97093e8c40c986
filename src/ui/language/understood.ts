import type { TextDocument } from 'vscode';
import type { ParsedFile } from '../../manifest/index.ts';

/** What the open documents say: parsed once for each version, whoever asks, and forgotten with the document. */
export class Understood {
	readonly #files = new WeakMap<TextDocument, { readonly version: number; readonly file: Promise<ParsedFile> }>();

	of(document: TextDocument): Promise<ParsedFile> {
		const known = this.#files.get(document);
		if (known?.version === document.version) {
			return known.file;
		}
		const file = parse(document.uri.toString(), document.getText());
		this.#files.set(document, { version: document.version, file });
		return file;
	}
}

async function parse(path: string, text: string): Promise<ParsedFile> {
	const { parseFile } = await import('../../manifest/index.ts');
	return parseFile({ path, text });
}
