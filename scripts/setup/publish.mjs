import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a cache folder all or nothing: `fill` works in a folder beside it, which takes its place when it succeeded.
 * Two set-ups at once do the work twice, and neither ever sees half of it.
 */
export async function publish(target, fill) {
	if (existsSync(target)) return false;
	mkdirSync(dirname(target), { recursive: true });
	const draft = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
	try {
		await fill(draft);
		renameSync(draft, target);
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		// The other set-up was quicker: what it published is as good.
		if (['ENOTEMPTY', 'EEXIST'].includes(error.code) && existsSync(target)) return false;
		throw error;
	}
	return true;
}
