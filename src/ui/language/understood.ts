import type { TextDocument } from 'vscode';
import type { ParsedFile } from '../../manifest/index.ts';
import { isOurs } from './ours.ts';

interface Known {
	readonly version: number;
	readonly language: string;
	readonly file: Promise<ParsedFile | undefined>;
}

/**
 * What the open documents say: parsed once for each version, whoever asks, only what was edited anew, and forgotten with the
 * document. Nothing of what is not ours.
 */
export class Understood {
	readonly #files = new WeakMap<TextDocument, Known>();

	of(document: TextDocument): Promise<ParsedFile | undefined> {
		const { version, languageId: language } = document;
		const known = this.#files.get(document);
		if (known?.version === version && known.language === language) {
			return known.file;
		}
		const file = isOurs(document)
			? parse(document.uri.toString(), document.getText(), language, known?.file)
			: Promise.resolve(undefined);
		this.#files.set(document, { version, language, file });
		return file;
	}
}

async function parse(
	path: string,
	text: string,
	language: string,
	former: Known['file'] | undefined,
): Promise<ParsedFile | undefined> {
	const [{ parseFile }, before] = await Promise.all([import('../../manifest/index.ts'), former]);
	const file = parseFile({ path, text }, before);
	return language === 'yaml' || isJudged(file) ? file : undefined;
}

/** A thousand programs read JSON: that it speaks of etcd somewhere makes it none of ours. */
function isJudged({ configs }: ParsedFile): boolean {
	return configs.some(({ kind }) => !/^(?:other\/|empty$)/.test(kind));
}
