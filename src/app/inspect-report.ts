import { isLog } from '../adapters/files/log-source.ts';
import { diskChecks } from '../checks/disk/index.ts';
import { logChecks } from '../checks/log/index.ts';
import type { CheckSettings } from '../core/check.ts';
import { diagnose, type Report } from '../core/diagnose.ts';
import { compareDisks, type DiskComparison } from '../core/disk-comparison.ts';
import { diskLabel } from '../core/disks.ts';
import { ExpectedError } from '../core/errors.ts';
import type { MemberDisk } from '../core/disk-facts.ts';
import type { Targets } from '../core/facts.ts';
import type { LogDigest } from '../core/log-facts.ts';
import { jsonReportOf } from '../core/report/json.ts';
import { toFindingsText } from '../core/report/text.ts';
import { t } from '../core/words.ts';
import { cardText, jsonLine } from './inspect-text.ts';
import { diskOf } from './inspect/disk-of.ts';
import { logOf } from './inspect/log-of.ts';
import { storedHash } from './inspect/stored-database.ts';
import { summary, summaryRow } from './inspect/summary.ts';
import type { Row } from './inspect/subcommand.ts';
import { Target } from './inspect/target.ts';

export { targetVersion } from './target-version.ts';

export interface JudgeOptions {
	readonly settings: CheckSettings;
	/** The etcd that is to be started from the files. */
	readonly targets: Targets;
	readonly now: number;
	readonly walDir?: string;
	/** For those who wait. */
	readonly onRead?: (bytes: number) => void;
}

/** What the files of some members and their logs tell, and what is wrong. */
export interface JudgedFiles {
	readonly disks: readonly MemberDisk[];
	readonly logs: readonly LogDigest[];
	/** One for each path, as the summary shows it. */
	readonly rows: readonly Row[];
	readonly report: Report;
}

/** Reads the files or the log at each path and judges them, one by one and beside each other. Not a byte is written. */
export async function judgeFiles(
	paths: readonly string[],
	options: JudgeOptions,
	signal: AbortSignal,
): Promise<JudgedFiles> {
	const logs: LogDigest[] = [];
	for (const path of paths.filter(isLog)) {
		logs.push(understood(await logOf(path, signal, options.onRead)));
	}
	const others = paths.filter(path => !isLog(path));
	const disks = await readDisks(others, signal, options);
	return {
		disks,
		logs,
		rows: [...disks.map(summaryRow), ...logs.map(logRow)],
		report: judge(disks, logs, options),
	};
}

/** To judge what was not understood would look as if all were well. */
function understood(log: LogDigest): LogDigest {
	if (log.foreign >= log.lines) {
		throw new ExpectedError(t('{0} is no file of etcd, and has no line in a form in which etcd logs.', log.document));
	}
	return log;
}

function logRow(log: LogDigest): Row {
	const { document, lines, foreign, memberId, first, last } = log;
	const timeOf = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());
	return { log: document, lines, foreign, memberId, first: timeOf(first), last: timeOf(last) };
}

/** At the head of what is told of a log. */
const logColumns = () => ({
	log: t('log'),
	lines: t('lines'),
	foreign: t('lines of another kind'),
	memberId: t('member'),
	first: t('first line'),
	last: t('last line'),
});

/** A card for each path, then what is wrong. */
export function judgedText({ rows, disks, report }: JudgedFiles): string {
	const isSeveral = disks.length > 1;
	const cards = rows.map((row, index) => {
		const disk = disks[index];
		return disk
			? cardText(summary.columns(), rows.length > 1 ? { path: disk.document, ...row } : row)
			: cardText(logColumns(), row);
	});
	const comparison = isSeveral ? [comparisonText(compareDisks(disks))] : [];
	return [...cards, ...comparison, toFindingsText(report)].join('\n');
}

/** Best first; what stands against a recovery from it behind each. */
function comparisonText({ ranked, best }: DiskComparison): string {
	const lines = ranked.map(each =>
		[
			`  ${diskLabel(each)}`,
			t('committed {0}', each.committed ?? '-'),
			t('log up to {0}', each.lastIndex ?? '-'),
			t('term {0}', each.lastTerm ?? '-'),
			t('revision {0}', each.revision ?? '-'),
			...each.obstacles.map(({ message }) => message),
		].join('  '),
	);
	const head = best
		? t('Holds most: {0}.', diskLabel(best))
		: t('None of these is a whole member, from which a cluster could be started.');
	return `${[head, ...lines].join('\n')}\n`;
}

/** A line for each path, and one with the report. */
export function judgedJson({ rows, disks, report }: JudgedFiles, quorum: string): string {
	const comparison = disks.length > 1 ? { comparison: { ...compareDisks(disks) } } : {};
	return [...rows.map(jsonLine), jsonLine({ report: jsonReportOf(report, quorum), ...comparison })].join('');
}

/** The facts alone, for those who judge them in their own way. */
export async function readDisks(
	paths: readonly string[],
	signal: AbortSignal,
	{ walDir, onRead }: Pick<JudgeOptions, 'walDir' | 'onRead'> = {},
): Promise<MemberDisk[]> {
	const disks: MemberDisk[] = [];
	for (const path of paths) {
		disks.push(await withTarget(path, walDir, onRead, target => diskOf(target, signal)));
	}
	return withHashes(disks, signal, onRead);
}

/** What is not among the paths is not judged: of a log alone nobody asks whether its database is whole. */
function judge(
	disks: readonly MemberDisk[],
	logs: readonly LogDigest[],
	{ settings, targets, now }: JudgeOptions,
): Report {
	const checks = [...(disks.length > 0 ? diskChecks : []), ...(logs.length > 0 ? logChecks : [])];
	const names = new Set(disks.map(({ clusterId }) => clusterId).filter(id => id !== undefined));
	const about = { name: [...names].join(', '), takenAt: now, notes: notesOn(disks) };
	return diagnose(checks, { facts: { now, disks, logs, targets }, gaps: {} }, settings, about);
}

function notesOn(disks: readonly MemberDisk[]): string[] {
	return disks
		.filter(({ isMixed }) => isMixed)
		.map(({ document }) =>
			t('{0}: etcd wrote while its files were read: what is shown may be of two times.', document),
		);
}

/** Databases are compared at the newest revision that all of them have. */
async function withHashes(
	disks: readonly MemberDisk[],
	signal: AbortSignal,
	onRead: JudgeOptions['onRead'],
): Promise<MemberDisk[]> {
	const databases = disks.map(({ database }) => database).filter(database => database !== undefined);
	const revision = Math.min(...databases.map(database => database.revision));
	const isCompacted = databases.some(({ compactRevision }) => compactRevision > revision);
	if (databases.length < 2 || isCompacted) {
		return [...disks];
	}
	const hashed: MemberDisk[] = [];
	for (const disk of disks) {
		const { document, database } = disk;
		hashed.push(
			database ? { ...disk, database: { ...database, hash: await hashOf(document, revision, signal, onRead) } } : disk,
		);
	}
	return hashed;
}

function hashOf(path: string, revision: number, signal: AbortSignal, onRead: JudgeOptions['onRead']) {
	return withTarget(path, undefined, onRead, target => storedHash(target, revision, signal));
}

async function withTarget<T>(
	path: string,
	walDir: string | undefined,
	onRead: JudgeOptions['onRead'],
	work: (target: Target) => Promise<T>,
): Promise<T> {
	const target = new Target(path, walDir, onRead);
	try {
		return await work(target);
	} finally {
		target.close();
	}
}
