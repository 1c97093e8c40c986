import { setImmediate } from 'node:timers/promises';
import { logLines } from '../../adapters/files/log-source.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { LogDigest } from '../../core/log-facts.ts';
import { LogTally } from '../../disk/log-tally.ts';
import { idOfLogLine, recognizeLogLine } from '../../schema/log-lines.ts';

/** Reads a log to its end, or as far as it can be read, and keeps what its lines come to. */
export async function logOf(
	path: string,
	signal: AbortSignal,
	onRead: (bytes: number) => void = () => undefined,
): Promise<LogDigest> {
	const tally = newLogTally();
	let lineCount = 0;
	try {
		for await (const lines of logLines(path, signal, onRead)) {
			lines.forEach(line => tally.add(line));
			lineCount += lines.length;
			await setImmediate();
			signal.throwIfAborted();
		}
	} catch (error) {
		if (!(error instanceof ExpectedError) || lineCount === 0 || signal.aborted) {
			throw error;
		}
		return { ...tally.digest(path), unread: error.message };
	}
	return tally.digest(path);
}

/** For a log that comes from elsewhere, such as that of a pod: `add` takes its lines. */
export function newLogTally(): LogTally {
	return new LogTally((msg, told) => {
		const row = recognizeLogLine(msg, told);
		return row && { id: idOfLogLine(row), ...(row.fields && { fields: row.fields }) };
	});
}
