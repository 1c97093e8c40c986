import { Command, InvalidArgumentError, Option } from 'commander';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { withConnectionFlags, type ConnectionFlags } from './flags.ts';
import { terminalHost } from './terminal.ts';

interface LiveStatsFlags extends ConnectionFlags {
	readonly limit: number;
	readonly format: 'text' | 'json';
}

const topUnlessTold = 10;

export function liveStatsCommand(exit: (code: number) => void): Command {
	const command = new Command('live-stats').description(
		t('Counts the keys of a running member by resource and namespace: lists all of them, without values.'),
	);
	return withConnectionFlags(command)
		.option('--limit <number>', t('so many of the keys that are written most'), count, topUnlessTold)
		.addOption(
			new Option('--format <format>', t('json is one object a line')).choices(['text', 'json']).default('text'),
		)
		.action(async (flags: LiveStatsFlags) => {
			await tellStatistics(flags);
			exit(0);
		});
}

async function tellStatistics({ limit, format, ...flags }: LiveStatsFlags): Promise<void> {
	const [{ liveStatistics, liveColumns }, { headText, jsonLine, rowText }, { enterOf }] = await Promise.all([
		import('../app/live-statistics.ts'),
		import('../app/inspect-text.ts'),
		import('./sources.ts'),
	]);
	const host = terminalHost();
	const { connection, secrets } = await enterOf(flags);
	process.stderr.write(`! ${t('This lists every key of a member, page by page. A large cluster notices it.')}\n`);
	const onKeys = (keys: number) => {
		if (process.stderr.isTTY) {
			process.stderr.write(`\r\u001b[K${t('{0} keys', keys)}`);
		}
	};
	try {
		const rows = await liveStatistics(connection, secrets, { timeoutMs: flags.timeout, limit, onKeys }, host.signal);
		const columns = liveColumns();
		const text =
			format === 'json' ? rows.map(jsonLine) : [headText(columns), ...rows.map(row => rowText(columns, row))];
		process.stdout.write(text.join(''));
	} catch (error) {
		throw host.signal.aborted ? new ExpectedError(t('Stopped.')) : error;
	} finally {
		host.done();
		process.stderr.write(process.stderr.isTTY ? '\r\u001b[K' : '');
	}
}

function count(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 0) {
		throw new InvalidArgumentError(t('This takes a whole number.'));
	}
	return value;
}
