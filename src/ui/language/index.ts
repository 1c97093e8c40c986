import { Disposable, languages } from 'vscode';
import type { App } from '../app.ts';
import { CertificateHints } from './certificate-hints.ts';
import { ClusterLens } from './cluster-lens.ts';
import { Completions } from './completions.ts';
import { FileFindings } from './file-findings.ts';
import { registerLogFindings } from './log-findings.ts';
import { Fixes } from './fixes.ts';
import { Hovers } from './hovers.ts';
import { Hints } from './inlay-hints.ts';
import { Links } from './links.ts';
import { Understood } from './understood.ts';
import { VersionStatus } from './version-status.ts';
import { YamlExtension } from './yaml-extension.ts';

const yaml = { language: 'yaml' };

/** What the editor says of files while they are edited. Reads nothing but open documents, and loads its rules on first use. */
export function registerLanguage(app: App): Disposable {
	const findings = new FileFindings(app.log);
	const fixes = languages.registerCodeActionsProvider(yaml, new Fixes(findings), {
		providedCodeActionKinds: Fixes.kinds,
	});
	const understood = new Understood();
	const yamlExtension = new YamlExtension(app.extensionUri);
	const lens = new ClusterLens(understood, app.connections);
	return Disposable.from(
		registerLogFindings(app.log),
		findings,
		fixes,
		languages.registerHoverProvider(yaml, new Hovers(understood, yamlExtension)),
		languages.registerCompletionItemProvider(yaml, new Completions(yamlExtension), ...Completions.triggers),
		languages.registerInlayHintsProvider(yaml, new Hints(understood)),
		languages.registerInlayHintsProvider(yaml, new CertificateHints(understood)),
		languages.registerDocumentLinkProvider(yaml, new Links(understood)),
		lens,
		languages.registerCodeLensProvider(yaml, lens),
		new VersionStatus(understood, yaml, app.log),
	);
}
