import { mkdir, open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { lineOf, parseJournal, type Journal, type JournalEntry } from '../../operations/journal.ts';
import type { Plan } from '../../operations/plan.ts';
import { detailsOf } from '../errors.ts';

/** A journal that can be added to: what `write` resolved for is on the disk. */
export interface OpenJournal {
	write(entry: JournalEntry): Promise<void>;
	close(): Promise<void>;
}

/** Begins the journal of a plan; fails where there is one already. */
export async function createJournal(folder: string, plan: Plan, at: number): Promise<OpenJournal> {
	const path = pathOf(folder, plan.id);
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const file = await open(path, 'ax', 0o600);
	const journal = journalIn(file);
	await journal.write({ kind: 'plan', at, plan });
	await syncFolder(dirname(path));
	return journal;
}

/** Goes on with a journal. What was cut short by a crash is ended, so that the next line is one of its own. */
export async function continueJournal(folder: string, id: string): Promise<OpenJournal> {
	const path = pathOf(folder, id);
	const text = await readFile(path, 'utf8');
	const file = await open(path, 'r+', 0o600);
	const whole = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
	await file.truncate(whole);
	return journalIn(file, whole);
}

export async function readJournal(folder: string, id: string): Promise<Journal> {
	const path = pathOf(folder, id);
	try {
		const journal = parseJournal(await readFile(path, 'utf8'));
		if (journal) {
			return journal;
		}
		throw new ExpectedError(t('{0} holds no plan.', path));
	} catch (error) {
		if (detailsOf(error).code === 'ENOENT') {
			throw new ExpectedError(t('There is no journal of a plan "{0}".', id));
		}
		throw error instanceof ExpectedError
			? error
			: new ExpectedError(t('The journal {0} cannot be read: {1}', path, messageOf(error)));
	}
}

/** The ids of all plans that have a journal, oldest first: an id begins with its time. */
export async function journalIds(folder: string): Promise<string[]> {
	try {
		const names = await readdir(join(folder, 'plans'));
		return names
			.filter(name => name.endsWith('.jsonl'))
			.map(name => name.slice(0, -'.jsonl'.length))
			.sort();
	} catch (error) {
		if (detailsOf(error).code === 'ENOENT') {
			return [];
		}
		throw new ExpectedError(t('The folder {0} cannot be read: {1}', join(folder, 'plans'), messageOf(error)));
	}
}

function pathOf(folder: string, id: string): string {
	if (!/^[\w.-]+$/.test(id) || id.startsWith('.')) {
		throw new ExpectedError(t('"{0}" is no id of a plan.', id));
	}
	return join(folder, 'plans', `${id}.jsonl`);
}

function journalIn(file: FileHandle, from = 0): OpenJournal {
	let position = from;
	return {
		async write(entry) {
			const line = Buffer.from(lineOf(entry));
			await file.write(line, 0, line.length, position);
			position += line.length;
			await file.sync();
		},
		close: () => file.close(),
	};
}

/** A new file is there for good only when its folder is on the disk as well; Windows does it by itself. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform !== 'win32') {
		const handle = await open(folder, 'r');
		await handle.sync();
		await handle.close();
	}
}
