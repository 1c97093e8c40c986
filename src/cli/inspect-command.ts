import { Command, InvalidArgumentError, Option } from 'commander';
import type { Inspection } from '../app/inspect.ts';
import { formatBytes } from '../core/bytes.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { terminalHost } from './terminal.ts';

interface InspectFlags {
	readonly bucket?: string;
	readonly prefix?: string;
	readonly revisions?: boolean;
	readonly decode?: boolean;
	readonly reveal?: boolean;
	readonly reverse?: boolean;
	readonly limit?: number;
	readonly revision?: number;
	readonly kv?: boolean;
	readonly server?: boolean;
	readonly from?: number;
	readonly to?: number;
	readonly type?: readonly string[];
	readonly key?: string;
	readonly raw?: boolean;
	readonly walDir?: string;
	readonly format: 'text' | 'json';
}

/** Of what is wrong, as many lines; the number of all is told. */
const mostDamageLines = 100;

export function inspectCommand(exit: (code: number) => void): Command {
	return new Command('inspect')
		.description(t("Reads etcd's own files without etcd: a data directory, a database, a snapshot or a WAL."))
		.argument('<path>', t('data directory, member directory, database, snapshot, or WAL directory'))
		.argument('[what]', t('summary, buckets, keys, get, hash, check, pages, indexes, wal, stats or diff'), 'summary')
		.argument('[argument]', t('the key of get, the other path of diff'))
		.option('--bucket <name>', t('keys: the entries of this bucket as they are stored'))
		.option('--prefix <prefix>', t('keys, diff: only keys that begin so'))
		.option('--revisions', t('keys: every stored change in the order of time'))
		.option('--decode', t('keys: show what the values are'))
		.option('--reveal', t('keys --decode, get: show secrets too'))
		.option('--reverse', t('keys: from the end'))
		.option('--limit <number>', t('keys, wal: no more rows; stats: so many of the top keys'), number)
		.option('--revision <number>', t('keys, get, hash --kv, diff: as of this revision'), number)
		.option('--kv', t('hash: the hash that members compare'))
		.option('--server', t('hash: as the Hash call of a server gives it, which leaves out what members may differ in'))
		.option('--from <index>', t('wal: from this entry'), number)
		.option('--to <index>', t('wal: up to this entry'), number)
		.option('--type <types>', t('wal: only these types, comma separated'), (text: string) => text.split(','))
		.option('--key <prefix>', t('wal: only entries that touch such a key'))
		.option('--raw', t('wal: every record, not only entries'))
		.option('--wal-dir <folder>', t('where the WAL is when it is not with the database'))
		.addOption(
			new Option('--format <format>', t('json is one object a line')).choices(['text', 'json']).default('text'),
		)
		.action(async (path: string, what: string, argument: string | undefined, flags: InspectFlags) => {
			exit(await inspectFromTerminal(path, what, argument, flags));
		});
}

/** 0 when the files are whole, 1 when they are damaged. */
async function inspectFromTerminal(
	path: string,
	what: string,
	argument: string | undefined,
	{ type, ...flags }: InspectFlags,
): Promise<number> {
	const { inspect } = await import('../app/inspect.ts');
	const host = terminalHost();
	const options = { ...flags, ...(argument !== undefined && { argument }), ...(type && { types: type }) };
	const inspection = inspect(path, what, options, host.signal);
	const endProgress = showProgress(inspection);
	try {
		await print(inspection, flags.format);
		endProgress();
		return tellDamages(inspection);
	} catch (error) {
		if (isReaderGone(error)) {
			return 0;
		}
		throw host.signal.aborted ? new ExpectedError(t('Stopped.')) : error;
	} finally {
		endProgress();
		inspection.close();
	}
}

const progressMs = 200;

/** On a terminal that shows nothing else, how much has been read. */
function showProgress(inspection: Inspection): () => void {
	if (!process.stderr.isTTY || (process.stdout.isTTY && inspection.layout === 'table')) {
		return () => undefined;
	}
	const timer = setInterval(
		() => process.stderr.write(`\r\u001b[K${t('{0} read', formatBytes(inspection.bytesRead()))}`),
		progressMs,
	);
	return () => {
		if (timer.hasRef()) {
			clearInterval(timer.unref());
			process.stderr.write('\r\u001b[K');
		}
	};
}

/** As `| head` ends: it has all it wanted. */
function isReaderGone(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

async function print({ layout, columns, rows }: Inspection, format: InspectFlags['format']): Promise<void> {
	const { cardText, headText, jsonLine, rowText } = await import('../app/inspect-text.ts');
	const textOf = layout === 'card' ? cardText : rowText;
	if (format === 'text' && layout === 'table') {
		await write(headText(columns));
	}
	for await (const row of rows) {
		await write(format === 'json' ? jsonLine(row) : textOf(columns, row));
	}
	await flush();
}

let waiting = '';
const chunkCharacters = 64 * 1024;

/** In chunks, and no faster than the reader takes it: a list may be larger than the memory. */
async function write(text: string): Promise<void> {
	waiting += text;
	if (waiting.length > chunkCharacters) {
		await flush();
	}
}

async function flush(): Promise<void> {
	const text = waiting;
	waiting = '';
	await new Promise<void>((resolve, reject) =>
		process.stdout.write(text, error => (error ? reject(error) : resolve())),
	);
}

function tellDamages(inspection: Inspection): number {
	const { count, kept } = inspection.damages();
	for (const { file, page, offset, message } of kept.slice(0, mostDamageLines)) {
		const place =
			page === undefined ? t('{0}, offset {1}', file, offset) : t('{0}, page {1}, offset {2}', file, page, offset);
		process.stderr.write(`${place}: ${message}\n`);
	}
	if (count > mostDamageLines) {
		process.stderr.write(`${t('{0} problems in all.', count)}\n`);
	}
	if (inspection.isMixed()) {
		process.stderr.write(`${t('etcd wrote while its database was read: what is shown may be of two times.')}\n`);
	}
	return count > 0 ? 1 : 0;
}

function number(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 0) {
		throw new InvalidArgumentError(t('This takes a whole number.'));
	}
	return value;
}
