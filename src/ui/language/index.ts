import { Disposable, languages, workspace } from 'vscode';
import type { App } from '../app.ts';
import type { ReadCertificates } from './certificates-beside.ts';
import { ClusterLens } from './cluster-lens.ts';
import { registerEditing } from './editing.ts';
import { registerLogFindings } from './log-findings.ts';
import { selector } from './ours.ts';
import { Understood } from './understood.ts';

/** What the editor says of files while they are edited. Reads open documents and files beside them, and loads its rules on first use. */
export function registerLanguage(app: App): Disposable {
	const understood = new Understood();
	const lens = new ClusterLens(understood, app.connections);
	return Disposable.from(
		registerLogFindings(app.log),
		registerEditing(app, understood, readCertificates),
		languages.registerInlayHintsProvider([...selector], {
			async provideInlayHints(document, range) {
				const file = workspace.isTrusted ? await understood.of(document) : undefined;
				return file && (await import('./certificate-hints.ts')).certificateHintsIn(file, document, range);
			},
		}),
		lens,
		languages.registerCodeLensProvider([...selector], lens),
	);
}

const readCertificates: ReadCertificates = async (paths, breath) =>
	(await import('./certificates-beside.ts')).certificatesBeside(paths, breath);
