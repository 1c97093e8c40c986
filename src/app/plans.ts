import { journalIds, readJournal } from '../adapters/files/journals.ts';
import { readCatalogue, type Catalogued } from '../adapters/files/snapshot-catalogue.ts';
import { stateFolder } from '../adapters/files/state-folder.ts';
import type { Journal } from '../operations/journal.ts';

export type { Catalogued };

/** Every plan that was approved here, oldest first. */
export async function allJournals(folder = stateFolder()): Promise<Journal[]> {
	const ids = await journalIds(folder);
	return Promise.all(ids.map(id => readJournal(folder, id)));
}

export function journalOf(id: string, folder = stateFolder()): Promise<Journal> {
	return readJournal(folder, id);
}

/** Every snapshot that was found good, newest first. */
export function allSnapshots(folder = stateFolder()): Promise<Catalogued[]> {
	return readCatalogue(folder);
}
