import { InlayHint, workspace, type InlayHintsProvider, type Range, type TextDocument } from 'vscode';
import { readTargets } from '../settings.ts';
import { maxCertificateBytes } from './certificates-beside.ts';
import type { Understood } from './understood.ts';

/** Until when a certificate that a file names is valid, and for whom, where it is there. Not in untrusted workspaces. */
export class CertificateHints implements InlayHintsProvider {
	readonly #understood: Understood;

	constructor(understood: Understood) {
		this.#understood = understood;
	}

	async provideInlayHints(document: TextDocument, range: Range): Promise<InlayHint[]> {
		if (!workspace.isTrusted) {
			return [];
		}
		const [file, { pathsIn }, { fileBeside }, { certificateWords }] = await Promise.all([
			this.#understood.of(document),
			import('../../language/links.ts'),
			import('./beside.ts'),
			import('../../app/certificate-words.ts'),
		]);
		const certificates = (file ? pathsIn(file, readTargets()) : []).filter(({ holds }) => holds === 'certificate');
		const hints = certificates.map(async ({ path, range: { end } }) => {
			const position = document.positionAt(end);
			const uri = range.contains(position) ? await fileBeside(document.uri, path) : undefined;
			const bytes =
				uri && (await workspace.fs.stat(uri)).size <= maxCertificateBytes
					? await workspace.fs.readFile(uri)
					: undefined;
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
}
