import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lineOfEvent, type KeptEvent, type ReadHistory, historyOfLines } from '../../core/event-history.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { finish } from '../breaths.ts';
import { detailsOf } from '../errors.ts';

/** The events of one cluster that were kept here; none where nobody kept any. */
export async function readEventHistory(folder: string, cluster: string): Promise<ReadHistory> {
	const path = pathOf(folder, cluster);
	try {
		return await finish(historyOfLines(await readFile(path, 'utf8')));
	} catch (error) {
		if (detailsOf(error).code === 'ENOENT') {
			return { events: [], unreadable: 0 };
		}
		throw new ExpectedError(t('The history of events in {0} cannot be read: {1}', path, messageOf(error)));
	}
}

/** Puts these in the place of what was kept, for the owner's eyes alone. A reader sees the old file or the new one, whole. */
export async function writeEventHistory(folder: string, cluster: string, events: readonly KeptEvent[]): Promise<void> {
	const path = pathOf(folder, cluster);
	const fresh = `${path}.${process.pid}`;
	try {
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		const text = await finish(linesOf(events));
		await using file = await open(fresh, 'w', 0o600);
		await file.writeFile(text);
		await rename(fresh, path);
	} catch (error) {
		throw new ExpectedError(t('The history of events in {0} cannot be written: {1}', path, messageOf(error)));
	}
}

function* linesOf(events: readonly KeptEvent[]): Generator<void, string> {
	const lines: string[] = [];
	for (const event of events) {
		lines.push(lineOfEvent(event));
		yield;
	}
	return lines.join('');
}

/** Ids of clusters are no names of files. */
function pathOf(folder: string, cluster: string): string {
	return join(folder, 'events', `${createHash('sha256').update(cluster).digest('hex').slice(0, 32)}.jsonl`);
}
