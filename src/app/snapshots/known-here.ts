import { basename } from 'node:path';
import { readCatalogue } from '../../adapters/files/snapshot-catalogue.ts';
import { stateFolder } from '../../adapters/files/state-folder.ts';
import type { KnownSnapshot } from '../../core/facts.ts';

/** What the catalogue holds, newest first. It is read from this machine's disk: nobody is asked. */
export async function snapshotsKnownHere(folder = stateFolder()): Promise<KnownSnapshot[]> {
	const all = await readCatalogue(folder);
	return all.map(({ clusterId, path, takenAt, sizeBytes, state }) => ({
		clusterId,
		file: basename(path),
		takenAt,
		sizeBytes,
		state,
	}));
}
