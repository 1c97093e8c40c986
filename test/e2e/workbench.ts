import { errors, type Locator } from 'playwright-core';
import type { BrowserWindow } from '../support/browser-window.ts';

/** Opens the container of the extension from the activity bar. */
export async function openView({ page }: BrowserWindow): Promise<void> {
	await page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Quorum"]') }).click();
	await page.locator('.pane-header', { hasText: /clusters|集群/i }).waitFor();
}

/** The first row of a tree in the side bar that holds this text. */
export function rowOf({ page }: BrowserWindow, text: string | RegExp): Locator {
	return page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
}

/** Waits for a notification, in the list of all: with its test driver VS Code shows none over the window. */
export async function notification(window: BrowserWindow, text: string | RegExp): Promise<Locator> {
	const listed = window.page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
	// A list that was opened before anything came, or was open already, goes with the click that shows another.
	for (const deadline = Date.now() + 30_000; ;) {
		await window.page.locator('.statusbar [id="status.notifications"]').click();
		try {
			await listed.waitFor({ timeout: 2000 });
			return listed;
		} catch (error) {
			if (!(error instanceof errors.TimeoutError) || Date.now() > deadline) throw error;
		}
	}
}

/** Drags the border of the side bar to the right, so that it shows what it says. */
export async function widenSideBar({ page }: BrowserWindow, width: number): Promise<void> {
	const box = await page.locator('.part.sidebar').boundingBox();
	if (!box) throw new Error('There is no side bar.');
	const y = box.y + box.height / 2;
	await page.mouse.move(box.x + box.width + 1, y);
	await page.mouse.down();
	await page.mouse.move(box.x + width, y, { steps: 5 });
	await page.mouse.up();
}

/**
 * Opens the menu of a file or folder in the explorer and points at an action; Enter then chooses it. A menu takes no click in
 * the moment in which it opens, and has our actions only once the extension is known: so it is opened until it has them.
 */
export function pointInExplorerMenu(window: BrowserWindow, name: string, action: string): Promise<void> {
	const rows = window.page.locator('.explorer-folders-view .monaco-list-row');
	return pointInMenu(window, rows.filter({ hasText: new RegExp(`^${name}$`) }), action);
}

/** The same of any row. */
export async function pointInMenu({ page }: BrowserWindow, row: Locator, action: string): Promise<void> {
	const item = page.locator('.context-view .action-label', { hasText: action });
	for (const deadline = Date.now() + 40_000; ; await page.keyboard.press('Escape')) {
		await row.click({ button: 'right' });
		try {
			await item.hover({ timeout: 2000 });
			return;
		} catch (error) {
			if (!(error instanceof errors.TimeoutError) || Date.now() > deadline) throw error;
		}
	}
}
