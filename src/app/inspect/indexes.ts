import { setTimeout } from 'node:timers/promises';
import { t } from '../../core/words.ts';
import { DamageLog } from '../../disk/damage.ts';
import { metaOf, type StoredMeta } from '../../disk/meta-bucket.ts';
import { readSnap, type Snap } from '../../disk/snap-file.ts';
import { walItems, type WalDamage } from '../../disk/wal-log.ts';
import { WalSummary } from '../../disk/wal-summary.ts';
import { inBreaths } from '../../adapters/breaths.ts';
import type { Row, Subcommand } from './subcommand.ts';
import type { Target } from './target.ts';

/** Where the member is in the log, by its database and its WAL. */
export const indexes: Subcommand = {
	layout: 'card',
	columns: () => ({
		memberId: t('member'),
		clusterId: t('cluster'),
		consistentIndex: t('consistent index'),
		commitIndex: t('commit index'),
		firstIndex: t('first index in the log'),
		lastIndex: t('last index in the log'),
		uncommitted: t('entries behind the commit'),
		term: t('term'),
		lastTerm: t('term of the last entry'),
		vote: t('vote'),
		snapshotIndex: t('last snapshot'),
		snapFileIndex: t('newest snapshot file'),
		voters: t('voters'),
		learners: t('learners'),
		storageVersion: t('storage version'),
	}),
	async *rows(target, _options, signal) {
		const meta =
			target.files.database === undefined
				? {}
				: await target.readDatabase(async each => metaOf(each), { isEtcds: true });
		const wal = target.files.wal.length === 0 ? undefined : await readWal(target, signal);
		yield indexRow(meta, wal, newestSnap(target));
	},
};

/** A running etcd appends: what looks cut off was perhaps being written, so it is looked at again before it is told. */
const secondLookMs = 200;

export async function readWal(target: Target, signal: AbortSignal): Promise<WalSummary> {
	const first = await readWalOnce(target, signal);
	if (first.damages.length === 0) {
		return first.summary;
	}
	await setTimeout(secondLookMs, undefined, { signal });
	const { summary, damages } = await readWalOnce(target, signal);
	damages.forEach(damage => target.add(damage));
	return summary;
}

async function readWalOnce(target: Target, signal: AbortSignal) {
	const summary = new WalSummary();
	const damages: WalDamage[] = [];
	const items = walItems(target.wal(), damage => damages.push(damage));
	for await (const item of inBreaths(items, signal)) {
		summary.add(item);
	}
	return { summary, damages };
}

function indexRow(meta: StoredMeta, wal: WalSummary | undefined, snap: Snap | undefined): Row {
	const commits = [wal?.state?.commit, meta.consistentIndex].filter(index => index !== undefined);
	const commitIndex = commits.length > 0 ? Math.max(...commits) : undefined;
	const confState = meta.confState ?? wal?.snapshot?.confState ?? snap?.confState;
	return {
		...wal?.metadata,
		consistentIndex: meta.consistentIndex,
		commitIndex,
		firstIndex: wal?.firstIndex,
		lastIndex: wal?.lastIndex,
		uncommitted:
			wal?.lastIndex !== undefined && commitIndex !== undefined ? Math.max(0, wal.lastIndex - commitIndex) : undefined,
		term: wal?.state?.term ?? meta.term,
		lastTerm: wal?.lastTerm,
		vote: wal?.state?.vote,
		snapshotIndex: wal?.snapshot?.index,
		snapFileIndex: snap?.index,
		voters: confState?.voters,
		learners: confState?.learners,
		storageVersion: meta.storageVersion,
	};
}

/** The newest that can be read, as a server takes it. */
export function newestSnap(target: Target): Snap | undefined {
	for (const path of target.files.snaps) {
		const damages = new DamageLog();
		const snap = readSnap(target.file(path), damages);
		target.takeDamages(damages, path);
		if (snap && damages.count === 0) {
			return snap;
		}
	}
	return undefined;
}
