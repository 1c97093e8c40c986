import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Reader } from '../../disk/reader.ts';

export interface OpenFile extends Reader {
	readonly path: string;
	close(): void;
}

/**
 * Opens a file to be read and nothing else: no lock, so that a running etcd is not in the way and not hindered, and no
 * write, so that the file stays the evidence it is.
 */
export function openFile(path: string): OpenFile {
	const file = openReadOnly(path);
	if (!fstatSync(file).isFile()) {
		closeSync(file);
		throw new ExpectedError(t('{0} is not a regular file.', path));
	}
	return {
		path,
		get size() {
			return fstatSync(file).size;
		},
		read: (offset, length, into) => readAt(file, offset, (into ?? Buffer.allocUnsafeSlow(length)).subarray(0, length)),
		close: () => closeSync(file),
	};
}

function openReadOnly(path: string): number {
	try {
		// Without waiting: a pipe of that name would have nobody who writes to it.
		return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (error) {
		throw new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	}
}

function readAt(file: number, offset: number, bytes: Uint8Array): Uint8Array {
	let filled = 0;
	while (filled < bytes.length) {
		const count = readSync(file, bytes, filled, bytes.length - filled, offset + filled);
		if (count === 0) {
			break;
		}
		filled += count;
	}
	return bytes.subarray(0, filled);
}
