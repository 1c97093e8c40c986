import { open } from 'node:fs/promises';
import { anonymize } from '../core/anonymize.ts';
import { ExpectedError, messageOf } from '../core/errors.ts';
import { printRecording, recordingOf } from '../core/recording.ts';
import { t } from '../core/words.ts';
import type { Run } from './diagnose.ts';

export interface RecordOptions {
	/** Version of this program. */
	readonly quorum: string;
	readonly skipVerify: boolean;
	/** Host names, addresses, names of members and of certificates go as well. */
	readonly anonymize: boolean;
}

/** The text of a recording: what the run learned, without secrets. */
export function record({ collected, report }: Run, options: RecordOptions): string {
	const { quorum, skipVerify } = options;
	const { takenAt, cluster } = report;
	const recording = recordingOf(collected, { quorum, takenAt, name: cluster.name, skipVerify });
	return printRecording(options.anonymize ? anonymize(recording) : recording);
}

/** Writes it for the owner's eyes alone, also where a file of that name was open to others. */
export async function writeRecording(path: string, text: string): Promise<void> {
	try {
		await using file = await open(path, 'w', 0o600);
		await file.chmod(0o600);
		await file.writeFile(text);
	} catch (error) {
		throw new ExpectedError(t('The recording {0} cannot be written: {1}', path, messageOf(error)));
	}
}
