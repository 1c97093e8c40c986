import { Disposable, languages } from 'vscode';
import type { App } from '../app.ts';
import { Completions } from './completions.ts';
import type { ReadCertificates } from './certificates-beside.ts';
import { FileFindings } from './file-findings.ts';
import { Fixes } from './fixes.ts';
import { Hovers } from './hovers.ts';
import { selector } from './ours.ts';
import { Together } from './together.ts';
import { Understood } from './understood.ts';
import { VersionStatus } from './version-status.ts';
import { YamlExtension } from './yaml-extension.ts';

/** The part that needs neither Node nor clusters: all there is in a browser. */
export function registerEditing(
	{ log, extensionUri }: Pick<App, 'log' | 'extensionUri'>,
	understood = new Understood(),
	certificates?: ReadCertificates,
): Disposable {
	const ours = [...selector];
	const together = new Together(log, understood, certificates);
	const findings = new FileFindings(log, understood, together);
	const fixes = languages.registerCodeActionsProvider(ours, new Fixes(findings, understood), {
		providedCodeActionKinds: Fixes.kinds,
	});
	const yamlExtension = new YamlExtension(extensionUri);
	return Disposable.from(
		together,
		findings,
		fixes,
		languages.registerHoverProvider(ours, new Hovers(understood, yamlExtension)),
		languages.registerCompletionItemProvider(ours, new Completions(yamlExtension), ...Completions.triggers),
		languages.registerInlayHintsProvider(ours, {
			async provideInlayHints(document, range) {
				const file = await understood.of(document);
				return file && (await import('./inlay-hints.ts')).inlayHintsIn(file, document, range);
			},
		}),
		languages.registerDocumentLinkProvider(ours, {
			async provideDocumentLinks(document) {
				const file = await understood.of(document);
				return file && (await import('./links.ts')).linksIn(file, document);
			},
		}),
		new VersionStatus(understood, ours, log),
	);
}
