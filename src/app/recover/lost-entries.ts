import type { MemberDisk, UncommittedEntry } from '../../core/disk-facts.ts';
import { committedOf } from '../../core/disk-comparison.ts';
import { CommitWindow } from '../../disk/commit-window.ts';
import { walItems } from '../../disk/wal-log.ts';
import { isAssessed, type Assessment } from '../../operations/recovery/assessment.ts';
import type { Decision } from '../../operations/recovery/decide.ts';
import { inBreaths } from '../../adapters/breaths.ts';
import { printable } from '../inspect/printable.ts';
import { Target } from '../inspect/target.ts';

const mostListed = 1000;

/**
 * A member that cannot be begun with may have committed more than the one that can: what it holds beyond that would be lost
 * for certain, so its log is read once more for those entries, which are then told with their keys.
 */
export function withLostEntries(
	assessments: readonly Assessment[],
	{ ways, ranking }: Decision,
	signal: AbortSignal,
): Promise<Assessment[]> {
	const from = ways.find(({ kind }) => kind === 'force-new-cluster')?.from;
	const kept = ranking.find(({ host }) => host === from)?.rank.committed;
	return Promise.all(
		assessments.map(async each => {
			const disk = isAssessed(each) ? each.disk : undefined;
			return kept === undefined || !disk?.log || (committedOf(disk) ?? 0) <= kept
				? each
				: { ...each, disk: await withEntriesBehind(disk, kept, signal) };
		}),
	);
}

async function withEntriesBehind(disk: MemberDisk, index: number, signal: AbortSignal): Promise<MemberDisk> {
	const entries = await entriesBehind(disk.document, index, signal);
	const uncommitted = { count: entries.length, kept: entries.slice(0, mostListed) };
	return { ...disk, ...(disk.log && { log: { ...disk.log, uncommitted } }) };
}

async function entriesBehind(path: string, index: number, signal: AbortSignal): Promise<UncommittedEntry[]> {
	const target = new Target(path);
	const window = new CommitWindow();
	window.commit(index);
	try {
		// Its damages were told when it was read first.
		for await (const item of inBreaths(
			walItems(target.wal(), () => undefined),
			signal,
		)) {
			if (item.type === 'entry') {
				window.add(item.entry);
			}
		}
	} finally {
		target.close();
	}
	return window.behind(index).map(({ index: at, term, kind, keys }) => ({
		index: at,
		term,
		request: kind ?? 'unknown',
		keys: keys.map(printable),
	}));
}
