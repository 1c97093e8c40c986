import type { Check } from '../../core/check.ts';
import databaseDamaged from './database-damaged.ts';
import walDamaged from './wal-damaged.ts';
import walGap from './wal-gap.ts';
import snapDamaged from './snap-damaged.ts';
import snapshotChanged from './snapshot-changed.ts';
import snapshotWithoutHash from './snapshot-without-hash.ts';
import databaseAheadOfWal from './database-ahead-of-wal.ts';
import databaseBehindWal from './database-behind-wal.ts';
import memberRemoved from './member-removed.ts';
import membershipInconsistent from './membership-inconsistent.ts';
import learnerLeft from './learner-left.ts';
import alarmStored from './alarm-stored.ts';
import uncommittedEntries from './uncommitted-entries.ts';
import versionUnfit from './version-unfit.ts';
import upgradeNotReady from './upgrade-not-ready.ts';
import memberStoresDiffer from './member-stores-differ.ts';
import v2Leftovers from './v2-leftovers.ts';
import databaseFragmented from './database-fragmented.ts';
import quotaNearLimit from './quota-near-limit.ts';
import hotKeys from './hot-keys.ts';
import leftoverFiles from './leftover-files.ts';
import clustersDiffer from './clusters-differ.ts';
import dataDiffers from './data-differs.ts';
import memberBehind from './member-behind.ts';
import memberGivenTwice from './member-given-twice.ts';
import majorityMissing from './majority-missing.ts';

/** What etcd's own files show, in the order in which a report tells it. */
export const diskChecks: readonly Check[] = [
	databaseDamaged,
	walDamaged,
	walGap,
	snapDamaged,
	snapshotChanged,
	snapshotWithoutHash,
	databaseAheadOfWal,
	databaseBehindWal,
	memberRemoved,
	membershipInconsistent,
	learnerLeft,
	alarmStored,
	uncommittedEntries,
	versionUnfit,
	upgradeNotReady,
	memberStoresDiffer,
	v2Leftovers,
	databaseFragmented,
	quotaNearLimit,
	hotKeys,
	leftoverFiles,
	clustersDiffer,
	dataDiffers,
	memberBehind,
	memberGivenTwice,
	majorityMissing,
];
