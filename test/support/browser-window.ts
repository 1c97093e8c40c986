import { join } from 'node:path';
import { chromium, errors, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';
import { root } from '../../scripts/setup/paths.mjs';

export interface BrowserWindow {
	page: Page;
	/** What the page and the extension host printed. */
	console: string[];
	/** Runs a command by its title in the command palette, as a user does. */
	runCommand(title: string): Promise<void>;
	/** Saves what the window shows under out/screenshots. */
	screenshot(name: string): Promise<void>;
	close(): Promise<void>;
}

/** A browser of a test's own: no sandbox because it may run as root, nothing fetched in the background. */
const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The palette lists what was contributed when it opened, so it is opened again until the extension is there. */
async function runCommand(page: Page, title: string): Promise<void> {
	const input = page.locator('.quick-input-widget input[type=text]').first();
	const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
	for (const deadline = Date.now() + 30_000; ; await page.keyboard.press('Escape')) {
		await page.keyboard.press('F1');
		await input.waitFor({ state: 'visible' });
		await input.fill(`>${title}`);
		try {
			await row.waitFor({ timeout: 1500 });
			await row.click();
			return;
		} catch (error) {
			if (!(error instanceof errors.TimeoutError) || Date.now() > deadline) throw error;
		}
	}
}

/**
 * In the page, before VS Code starts: it hands extensions this language. Its own words stay English, for which language
 * packs have others.
 */
function speak(language: string): void {
	Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => undefined });
}

/** Opens a VS Code window in headless Chromium and waits until its workbench is there. */
export async function openWindow(
	url: string,
	{ width = 1400, height = 900, language = '' } = {},
): Promise<BrowserWindow> {
	const browser = await chromium.launch({
		executablePath: await ensureChromium(),
		args: flags,
		// The signals are handled where all children are ended.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	try {
		const context = await browser.newContext({ viewport: { width, height } });
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		const page = await context.newPage();
		if (language !== '') await page.addInitScript(speak, language);
		const lines: string[] = [];
		page.on('console', message => lines.push(`${message.type()}: ${message.text()}`));
		page.on('pageerror', error => lines.push(`page error: ${error.message}`));
		await page.goto(url);
		await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
		return {
			page,
			console: lines,
			runCommand: title => runCommand(page, title),
			async screenshot(name) {
				await page.screenshot({ path: join(root, 'out', 'screenshots', `${name}.png`) });
			},
			close: () => browser.close(),
		};
	} catch (error) {
		await browser.close();
		throw error;
	}
}
