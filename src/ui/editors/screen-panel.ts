import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type WebviewPanel } from 'vscode';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import type { FromScreen, ToScreen } from '../../core/screen-messages.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';

/** What the extension does for each thing that a page asks. */
export type Answers<Asks> = {
	readonly [K in keyof Asks]: Asks[K] extends { readonly question: infer Question; readonly answer: infer Answer }
		? (question: Question) => Answer | Promise<Answer>
		: never;
};

/** Fills a panel with one of our pages and answers it. Returns how to tell the page of progress. */
export function showScreen<Asks>(
	app: App,
	panel: WebviewPanel,
	screen: string,
	answers: Answers<Asks>,
): (share: number) => void {
	const { webview } = panel;
	const post = (message: ToScreen) => void webview.postMessage(message);
	webview.options = { enableScripts: true, localResourceRoots: rootsOf(app) };
	webview.onDidReceiveMessage(async (message: FromScreen) => {
		if ('ready' in message) {
			post({ words: l10n.bundle ?? {} });
			return;
		}
		// The page and these answers are made of one table of types.
		const answer = (answers as Readonly<Record<string, (question: unknown) => unknown>>)[message.ask];
		try {
			post({ id: message.id, answer: await answer?.(message.question) });
		} catch (error) {
			post({ id: message.id, failure: failureOf(app, error) });
		}
	});
	webview.html = pageOf(app, panel, screen);
	return share => post({ progress: share });
}

function failureOf(app: App, error: unknown): string {
	if (error instanceof ExpectedError) {
		return error.message;
	}
	app.log.bug(error);
	return t('This is a bug in Quorum; its log has the details: {0}', messageOf(error));
}

function rootsOf({ extensionUri }: App): Uri[] {
	return ['dist', 'media'].map(folder => Uri.joinPath(extensionUri, folder));
}

/** Nothing runs but our script, nothing is loaded but our files, and nothing of a document becomes markup. */
function pageOf({ extensionUri }: App, { webview, title }: WebviewPanel, screen: string): string {
	const nonce = randomBytes(16).toString('base64');
	const [script, style] = [
		['dist', 'webview.js'],
		['media', 'screen.css'],
	].map(path => webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString());
	const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
	return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)}</title>
<link rel="stylesheet" href="${style}">
</head>
<body data-screen="${screen}"><script nonce="${nonce}" src="${script}"></script></body>
</html>`;
}
