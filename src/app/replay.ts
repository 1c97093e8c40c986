import { readFile } from 'node:fs/promises';
import { ExpectedError, messageOf } from '../core/errors.ts';
import type { ComponentSpec } from '../core/facts.ts';
import { parseRecording } from '../core/recording.ts';
import { t } from '../core/words.ts';
import { judgeRun, type DiagnoseOptions, type Run } from './diagnose.ts';

/** A run that asked nobody: of a recording, or of reports by other tools. */
export interface ReadRun extends Run {
	/** Whether those who asked did so without verifying TLS. */
	readonly skipVerify: boolean;
}

type Judging = Pick<DiagnoseOptions, 'settings' | 'only'>;

/** Judges a recorded run again, with the checks of today. `manifests`, if any, take the place of the recorded ones. */
export function replay(source: string, options: Judging, manifests: readonly ComponentSpec[] = []): ReadRun {
	const { facts, gaps, connection, takenAt } = parseRecording(source);
	const collected = { facts: { ...facts, ...(manifests.length > 0 && { manifests }) }, gaps };
	return { ...judgeRun(collected, connection, options, takenAt), skipVerify: connection.skipVerify };
}

export async function replayFile(
	path: string,
	options: Judging,
	manifests: readonly ComponentSpec[] = [],
): Promise<ReadRun> {
	try {
		return replay(await readFile(path, 'utf8'), options, manifests);
	} catch (error) {
		throw isMissing(error) || error instanceof ExpectedError
			? new ExpectedError(t('The recording {0} cannot be read: {1}', path, messageOf(error)))
			: error;
	}
}

/** An error of the file system. */
function isMissing(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}
