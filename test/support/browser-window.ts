import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/setup/chromium.mjs';

export interface BrowserWindow {
	page: Page;
	/** What the page and the extension host printed. */
	console: string[];
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

/** Opens a VS Code window in headless Chromium and waits until its workbench is there. */
export async function openWindow(url: string, { width = 1400, height = 900 } = {}): Promise<BrowserWindow> {
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
		const lines: string[] = [];
		page.on('console', message => lines.push(`${message.type()}: ${message.text()}`));
		page.on('pageerror', error => lines.push(`page error: ${error.message}`));
		await page.goto(url);
		await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
		return { page, console: lines, close: () => browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}
