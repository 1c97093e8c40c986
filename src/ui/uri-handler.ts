import { window, type Disposable } from 'vscode';
import type { App } from './app.ts';
import { checkOfLink, showCheckPage } from './check-page.ts';

/** Answers `vscode://quorum-tools.quorum/check/…`. Anybody can make such a link, so it opens a page and does nothing else. */
export function registerUriHandler(app: App): Disposable {
	return window.registerUriHandler({ handleUri: uri => showCheckPage(app.extensionUri, checkOfLink(uri)) });
}
