import { Disposable, languages } from 'vscode';
import type { App } from '../app.ts';
import { CertificateHints } from './certificate-hints.ts';
import { ClusterLens } from './cluster-lens.ts';
import { registerEditing, yaml } from './editing.ts';
import { registerLogFindings } from './log-findings.ts';
import { Understood } from './understood.ts';

/** What the editor says of files while they are edited. Reads nothing but open documents, and loads its rules on first use. */
export function registerLanguage(app: App): Disposable {
	const understood = new Understood();
	const lens = new ClusterLens(understood, app.connections);
	return Disposable.from(
		registerLogFindings(app.log),
		registerEditing(app, understood),
		languages.registerInlayHintsProvider(yaml, new CertificateHints(understood)),
		lens,
		languages.registerCodeLensProvider(yaml, lens),
	);
}
