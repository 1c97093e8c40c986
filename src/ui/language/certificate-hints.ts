import { InlayHint, workspace, type Range, type TextDocument } from 'vscode';
import { certificateWords } from '../../app/certificate-words.ts';
import { pathsIn } from '../../language/links.ts';
import type { ParsedFile } from '../../manifest/index.ts';
import { readTargets } from '../settings.ts';
import { fileBeside } from './beside.ts';
import { maxCertificateBytes } from './certificates-beside.ts';

/** Until when a certificate that a file names is valid, and for whom, where it is there. */
export async function certificateHintsIn(file: ParsedFile, document: TextDocument, range: Range): Promise<InlayHint[]> {
	const certificates = pathsIn(file, readTargets()).filter(({ holds }) => holds === 'certificate');
	const hints = certificates.map(async ({ path, range: { end } }) => {
		const position = document.positionAt(end);
		const uri = range.contains(position) ? await fileBeside(document.uri, path) : undefined;
		const bytes =
			uri && (await workspace.fs.stat(uri)).size <= maxCertificateBytes ? await workspace.fs.readFile(uri) : undefined;
		const said = bytes && certificateWords(bytes, Date.now());
		if (!said) {
			return [];
		}
		const hint = new InlayHint(position, said.text);
		hint.paddingLeft = true;
		hint.tooltip = said.tooltip;
		return [hint];
	});
	return (await Promise.all(hints)).flat();
}
