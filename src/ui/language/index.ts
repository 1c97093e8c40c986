import { Disposable, languages } from 'vscode';
import type { App } from '../app.ts';
import { Completions } from './completions.ts';
import { FileFindings } from './file-findings.ts';
import { Fixes } from './fixes.ts';
import { Hovers } from './hovers.ts';
import { Hints } from './inlay-hints.ts';
import { Understood } from './understood.ts';

const yaml = { language: 'yaml' };

/** What the editor says of files while they are edited. Reads nothing but open documents, and loads its rules on first use. */
export function registerLanguage(app: App): Disposable {
	const findings = new FileFindings(app.log);
	const fixes = languages.registerCodeActionsProvider(yaml, new Fixes(findings), {
		providedCodeActionKinds: Fixes.kinds,
	});
	const understood = new Understood();
	return Disposable.from(
		findings,
		fixes,
		languages.registerHoverProvider(yaml, new Hovers(understood)),
		languages.registerCompletionItemProvider(yaml, new Completions(), ...Completions.triggers),
		languages.registerInlayHintsProvider(yaml, new Hints(understood)),
	);
}
