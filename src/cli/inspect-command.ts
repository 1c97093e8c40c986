import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Inspection } from '../app/inspect.ts';
import { formatBytes } from '../core/bytes.ts';
import { defaultSettings } from '../core/check.ts';
import { ExpectedError } from '../core/errors.ts';
import type { Severity } from '../core/finding.ts';
import { t } from '../core/words.ts';
import { failsOn } from './exit-code.ts';
import { version } from './product.ts';
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
	readonly etcdVersion?: string;
	readonly failOn: Severity | 'never';
	readonly format: 'text' | 'json';
}

/** Of what is wrong, as many lines; the number of all is told. */
const mostDamageLines = 100;

export function inspectCommand(exit: (code: number) => void): Command {
	return new Command('inspect')
		.description(t("Reads etcd's own files without etcd: a data directory, a database, a snapshot, a WAL or a log."))
		.argument(
			'<path>',
			t(
				'data directory, member directory, database, snapshot, WAL directory, or log; - reads a log from standard input',
			),
		)
		.argument(
			'[what...]',
			t(
				'summary (unless told), buckets, keys, get KEY, hash, check, pages, indexes, wal, stats or diff OTHER; or more paths, to be held against each other',
			),
		)
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
		.option('--etcd-version <version>', t('summary: the etcd that is to be started from the files'))
		.addOption(
			new Option('--fail-on <severity>', t('summary: exit 1 from this severity on'))
				.choices(['error', 'warning', 'never'])
				.default('error'),
		)
		.addOption(
			new Option('--format <format>', t('json is one object a line')).choices(['text', 'json']).default('text'),
		)
		.action(async (path: string, words: readonly string[], flags: InspectFlags) => {
			const { isSubcommand } = await import('../app/inspect.ts');
			const [what = 'summary', argument, ...more] = words;
			const isSeveral = !isSubcommand(what) && (what === '-' || existsSync(what));
			if (what === 'summary' || isSeveral) {
				exit(await judgeFromTerminal([path, ...(isSeveral ? words : [])], flags));
			} else if (more.length > 0) {
				throw new ExpectedError(t('Too many words: {0}.', more.join(' ')));
			} else {
				exit(await inspectFromTerminal(path, what, argument, flags));
			}
		});
}

/** Shows what the files are of and what is wrong with them; as `diagnose` ends, 1 when something grave is. */
async function judgeFromTerminal(paths: readonly string[], flags: InspectFlags): Promise<number> {
	const { judgeFiles, judgedText, judgedJson, targetVersion } = await import('../app/inspect-report.ts');
	const host = terminalHost();
	let bytes = 0;
	const etcd = targetVersion(flags.etcdVersion);
	const options = {
		settings: defaultSettings,
		targets: etcd === undefined ? {} : { etcd },
		now: Date.now(),
		...(flags.walDir !== undefined && { walDir: flags.walDir }),
		onRead: (read: number) => (bytes += read),
	};
	const endProgress = showProgress(() => bytes);
	try {
		const judged = await judgeFiles(paths, options, host.signal);
		endProgress();
		await write(flags.format === 'json' ? judgedJson(judged, version) : judgedText(judged));
		await flush();
		return failsOn(judged.report, flags.failOn);
	} catch (error) {
		if (isReaderGone(error)) {
			return 0;
		}
		throw host.signal.aborted ? new ExpectedError(t('Stopped.')) : error;
	} finally {
		endProgress();
	}
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
	const isCovered = process.stdout.isTTY && inspection.layout === 'table';
	const endProgress = isCovered ? () => undefined : showProgress(() => inspection.bytesRead());
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
function showProgress(bytesRead: () => number): () => void {
	if (!process.stderr.isTTY) {
		return () => undefined;
	}
	const timer = setInterval(
		() => process.stderr.write(`\r\u001b[K${t('{0} read', formatBytes(bytesRead()))}`),
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
