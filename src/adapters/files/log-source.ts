import { closeSync, constants, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { parseWalName } from '../../disk/wal-log.ts';
import { basename } from 'node:path';

/** A longer line is a damaged file, or a request of megabytes: its beginning tells what it is. */
const longestLine = 1024 * 1024;
const headBytes = 8192;
const bytesOfMagic = 16;
const gzipMagic = [0x1f, 0x8b];

/** Standard input is named so. */
export const standardInput = '-';

/** Whether what a path leads to is read as a log: text, compressed or not, and none of etcd's own files by its name. */
export function isLog(path: string): boolean {
	if (path === standardInput) {
		return true;
	}
	if (path.endsWith('.snap') || parseWalName(basename(path)) !== undefined) {
		return false;
	}
	const head = headOf(path);
	return head !== undefined && head.length > 0 && (isGzip(head) || isUtf16(head) || isText(head));
}

/**
 * A log may hold zeros: where a machine stopped, its file system leaves them in place of what was not written yet. A
 * database begins with them, and other files of that kind within a few bytes.
 */
function isText(head: Uint8Array): boolean {
	return !head.subarray(0, bytesOfMagic).includes(0);
}

/** As Windows PowerShell writes what is redirected to a file: it begins with a mark. */
function isUtf16(head: Uint8Array): boolean {
	return head[0] === 0xff && head[1] === 0xfe;
}

/** Undefined for a folder, and for what cannot be opened: whoever reads it next says why. */
function headOf(path: string): Uint8Array | undefined {
	let file: number | undefined;
	try {
		file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const bytes = new Uint8Array(headBytes);
		return fstatSync(file).isFile() ? bytes.subarray(0, readSync(file, bytes)) : undefined;
	} catch (error) {
		if (error instanceof Error && 'code' in error) {
			return undefined;
		}
		throw error;
	} finally {
		if (file !== undefined) {
			closeSync(file);
		}
	}
}

function isGzip(head: Uint8Array): boolean {
	return gzipMagic.every((byte, at) => head[at] === byte);
}

/** The lines of a log as they come, in bounded memory; some at a time. */
export async function* logLines(
	path: string,
	signal: AbortSignal,
	onRead: (bytes: number) => void,
): AsyncGenerator<readonly string[]> {
	const source =
		path === standardInput ? process.stdin : createReadStream(path, { highWaterMark: 1024 * 1024, signal });
	const stop = () => source.destroy(new Error('aborted'));
	signal.addEventListener('abort', stop, { once: true });
	try {
		source.on('data', (chunk: Uint8Array) => onRead(chunk.length));
		yield* linesIn(path !== standardInput && isGzip(headOf(path) ?? new Uint8Array()) ? unpacked(source) : source);
	} catch (error) {
		signal.throwIfAborted();
		throw new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function unpacked(source: Readable): Readable {
	const gunzip = createGunzip();
	source.on('error', error => gunzip.destroy(error));
	return source.pipe(gunzip);
}

async function* linesIn(source: Readable): AsyncGenerator<readonly string[]> {
	let decode: ((bytes: Uint8Array) => string) | undefined;
	let rest = '';
	let isCut = false;
	for await (const chunk of source) {
		// Streams of files and of standard input give bytes.
		const bytes = chunk as Uint8Array;
		decode ??= decoderOf(bytes);
		const lines = `${rest}${decode(bytes)}`.split('\n');
		rest = lines.pop() ?? '';
		if (isCut && lines.length > 0) {
			lines.shift();
			isCut = false;
		}
		yield lines;
		if (rest.length > longestLine) {
			if (!isCut) {
				yield [rest];
			}
			rest = '';
			isCut = true;
		}
	}
	if (rest !== '' && !isCut) {
		yield [rest];
	}
}

function decoderOf(head: Uint8Array): (bytes: Uint8Array) => string {
	const decoder = new TextDecoder(isUtf16(head) ? 'utf-16le' : 'utf-8');
	return bytes => decoder.decode(bytes, { stream: true });
}
