import { DocumentLink, Range, type DocumentLinkProvider, type TextDocument } from 'vscode';
import { readTargets } from '../settings.ts';
import type { Understood } from './understood.ts';

/** From the path of a certificate or another file to that file, where one is there. */
export class Links implements DocumentLinkProvider {
	readonly #understood: Understood;

	constructor(understood: Understood) {
		this.#understood = understood;
	}

	async provideDocumentLinks(document: TextDocument): Promise<DocumentLink[]> {
		const [file, { pathsIn }, { fileBeside }] = await Promise.all([
			this.#understood.of(document),
			import('../../language/links.ts'),
			import('./beside.ts'),
		]);
		const paths = (file ? pathsIn(file, readTargets()) : []).filter(({ holds }) => holds !== 'folder');
		const links = paths.map(async ({ path, range }) => {
			const target = await fileBeside(document.uri, path);
			const shown = new Range(document.positionAt(range.start), document.positionAt(range.end));
			return target ? [new DocumentLink(shown, target)] : [];
		});
		return (await Promise.all(links)).flat();
	}
}
