import { DocumentLink, Range, type TextDocument } from 'vscode';
import { pathsIn } from '../../language/links.ts';
import type { ParsedFile } from '../../manifest/index.ts';
import { readTargets } from '../settings.ts';
import { fileBeside } from './beside.ts';

/** From the path of a certificate or another file to that file, where one is there. */
export async function linksIn(file: ParsedFile, document: TextDocument): Promise<DocumentLink[]> {
	const paths = pathsIn(file, readTargets()).filter(({ holds }) => holds !== 'folder');
	const links = paths.map(async ({ path, range }) => {
		const target = await fileBeside(document.uri, path);
		const shown = new Range(document.positionAt(range.start), document.positionAt(range.end));
		return target ? [new DocumentLink(shown, target)] : [];
	});
	return (await Promise.all(links)).flat();
}
