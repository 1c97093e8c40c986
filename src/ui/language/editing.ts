import { Disposable, languages } from 'vscode';
import type { App } from '../app.ts';
import { Completions } from './completions.ts';
import { FileFindings } from './file-findings.ts';
import { Fixes } from './fixes.ts';
import { Hovers } from './hovers.ts';
import { Hints } from './inlay-hints.ts';
import { Links } from './links.ts';
import { Understood } from './understood.ts';
import { VersionStatus } from './version-status.ts';
import { YamlExtension } from './yaml-extension.ts';

export const yaml = { language: 'yaml' };

/** The part that needs neither Node nor clusters: all there is in a browser. */
export function registerEditing(
	{ log, extensionUri }: Pick<App, 'log' | 'extensionUri'>,
	understood = new Understood(),
): Disposable {
	const findings = new FileFindings(log);
	const fixes = languages.registerCodeActionsProvider(yaml, new Fixes(findings), {
		providedCodeActionKinds: Fixes.kinds,
	});
	const yamlExtension = new YamlExtension(extensionUri);
	return Disposable.from(
		findings,
		fixes,
		languages.registerHoverProvider(yaml, new Hovers(understood, yamlExtension)),
		languages.registerCompletionItemProvider(yaml, new Completions(yamlExtension), ...Completions.triggers),
		languages.registerInlayHintsProvider(yaml, new Hints(understood)),
		languages.registerDocumentLinkProvider(yaml, new Links(understood)),
		new VersionStatus(understood, yaml, log),
	);
}
