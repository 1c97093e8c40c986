import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { checkStructure } from '../../disk/bbolt-check.ts';
import type { RestorableFile } from '../../operations/recovery/restore-plan.ts';
import { finish } from '../../adapters/breaths.ts';
import { newestRevision, trailerOf } from '../inspect/hash.ts';
import { Target } from '../inspect/target.ts';

/** Reads a snapshot, or the database of a member, whole. Throws a sentence where nothing should be restored from it. */
export async function restorableFile(path: string, signal: AbortSignal): Promise<RestorableFile> {
	const target = new Target(path);
	try {
		const trailer = await trailerOf(target, signal);
		const { structure, revision } = await target.readDatabase(async database => ({
			structure: await finish(checkStructure(database.pages), signal),
			revision: newestRevision(database),
		}));
		const [damage] = target.damages;
		if (damage) {
			throw new ExpectedError(t('{0} is damaged, {1} problems in all: {2}', path, target.damageCount, damage.message));
		}
		const file = resolve(target.databasePath);
		return {
			path: file,
			bytes: (await stat(file)).size,
			sha256: await sumOf(file, signal),
			revision,
			keys: structure.keys,
			hasTrailer: trailer === 'right',
		};
	} finally {
		target.close();
	}
}

async function sumOf(path: string, signal: AbortSignal): Promise<string> {
	const sum = createHash('sha256');
	await pipeline(createReadStream(path), sum, { signal });
	return sum.digest('hex');
}
