import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { SnapshotRecord } from '../../operations/snapshot-record.ts';
import { detailsOf } from '../errors.ts';

/** A record, and whether its file is still what was looked through. */
export interface Catalogued extends SnapshotRecord {
	readonly state: 'good' | 'missing' | 'changed';
}

/** Every snapshot that was found good, newest first. */
export async function readCatalogue(folder: string): Promise<Catalogued[]> {
	const names = await readdir(catalogueOf(folder)).catch(ignoreMissing);
	const records = await Promise.all((names ?? []).filter(isRecordName).map(name => readRecord(folder, name)));
	return records.flat().sort((a, b) => b.takenAt - a.takenAt);
}

/** Takes a snapshot into the catalogue. Whoever calls this has read all of it. */
export async function addToCatalogue(folder: string, record: SnapshotRecord): Promise<void> {
	const path = recordPath(folder, record.path);
	const next = `${path}.tmp`;
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const file = await open(next, 'w', 0o600);
	await file.writeFile(`${JSON.stringify(record, undefined, '\t')}\n`);
	await file.sync();
	await file.close();
	await rename(next, path);
}

/** Removes a snapshot and then its record: a record without a file says so, a file without one is nobody's. */
export async function removeFromCatalogue(folder: string, { path }: SnapshotRecord): Promise<void> {
	await rm(path, { force: true });
	await rm(recordPath(folder, path), { force: true });
}

export async function findInCatalogue(folder: string, path: string): Promise<Catalogued | undefined> {
	return (await readCatalogue(folder)).find(each => each.path === resolve(path));
}

/** Beside the snapshots themselves, wherever those are. */
function catalogueOf(folder: string): string {
	return join(folder, 'catalogue');
}

function recordPath(folder: string, path: string): string {
	const name = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16);
	return join(catalogueOf(folder), `${name}.json`);
}

function isRecordName(name: string): boolean {
	return /^[0-9a-f]{16}\.json$/.test(name);
}

async function readRecord(folder: string, name: string): Promise<Catalogued[]> {
	const path = join(catalogueOf(folder), name);
	const text = await readFile(path, 'utf8').catch(ignoreMissing);
	if (text === undefined) {
		return [];
	}
	try {
		// Written by `addToCatalogue` and by nobody else: the folder is the user's own.
		const record = JSON.parse(text) as SnapshotRecord;
		return [{ ...record, state: await stateOf(record) }];
	} catch (error) {
		throw new ExpectedError(t('The record {0} cannot be read: {1}', path, messageOf(error)));
	}
}

async function stateOf({ path, sizeBytes, verifiedAt }: SnapshotRecord): Promise<Catalogued['state']> {
	const found = await stat(path).catch(ignoreMissing);
	if (!found) {
		return 'missing';
	}
	// The clock of a file is finer than ours.
	return found.size === sizeBytes && Math.floor(found.mtimeMs) <= verifiedAt ? 'good' : 'changed';
}

function ignoreMissing(error: unknown): undefined {
	if (detailsOf(error).code !== 'ENOENT') {
		throw error;
	}
	return undefined;
}
