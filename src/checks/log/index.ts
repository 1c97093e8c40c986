import type { Check } from '../../core/check.ts';
import raftBroken from './raft-broken.ts';
import dataCorrupt from './data-corrupt.ts';
import compactionHashesDiffer from './compaction-hashes-differ.ts';
import slowDisk from './slow-disk.ts';
import slowRequests from './slow-requests.ts';
import readsWaiting from './reads-waiting.ts';
import requestsFailing from './requests-failing.ts';
import overloaded from './overloaded.ts';
import snapshotTransfer from './snapshot-transfer.ts';
import leaderChanges from './leader-changes.ts';
import noLeader from './no-leader.ts';
import formerLeader from './former-leader.ts';
import peerLost from './peer-lost.ts';
import clockDrift from './clock-drift.ts';
import networkOverloaded from './network-overloaded.ts';
import clustersMixed from './clusters-mixed.ts';
import versionsIncompatible from './versions-incompatible.ts';
import removedMemberRunning from './removed-member-running.ts';
import joiningFailed from './joining-failed.ts';
import tlsRefused from './tls-refused.ts';
import exposed from './exposed.ts';
import authenticationFailing from './authentication-failing.ts';
import spaceExhausted from './space-exhausted.ts';
import quotaDoubtful from './quota-doubtful.ts';
import healthFailing from './health-failing.ts';
import fileDescriptors from './file-descriptors.ts';
import compactionFailing from './compaction-failing.ts';
import corruptionCheckInconclusive from './corruption-check-inconclusive.ts';
import walDamaged from './wal-damaged.ts';
import snapshotDamaged from './snapshot-damaged.ts';
import databaseFailing from './database-failing.ts';
import diskFull from './disk-full.ts';
import forcedNewCluster from './forced-new-cluster.ts';
import startRefused from './start-refused.ts';
import notPublished from './not-published.ts';
import learnerNotReady from './learner-not-ready.ts';
import reconfigurationRefused from './reconfiguration-refused.ts';
import memberStoresDiffer from './member-stores-differ.ts';
import v2Content from './v2-content.ts';
import versionRefused from './version-refused.ts';
import flagsDeprecated from './flags-deprecated.ts';
import clientsImpatient from './clients-impatient.ts';
import otherErrors from './other-errors.ts';

/** What etcd's logs show, in the order in which a report tells it. */
export const logChecks: readonly Check[] = [
	raftBroken,
	dataCorrupt,
	compactionHashesDiffer,
	slowDisk,
	slowRequests,
	readsWaiting,
	requestsFailing,
	overloaded,
	snapshotTransfer,
	leaderChanges,
	noLeader,
	formerLeader,
	peerLost,
	clockDrift,
	networkOverloaded,
	clustersMixed,
	versionsIncompatible,
	removedMemberRunning,
	joiningFailed,
	tlsRefused,
	exposed,
	authenticationFailing,
	spaceExhausted,
	quotaDoubtful,
	healthFailing,
	fileDescriptors,
	compactionFailing,
	corruptionCheckInconclusive,
	walDamaged,
	snapshotDamaged,
	databaseFailing,
	diskFull,
	forcedNewCluster,
	startRefused,
	notPublished,
	learnerNotReady,
	reconfigurationRefused,
	memberStoresDiffer,
	v2Content,
	versionRefused,
	flagsDeprecated,
	clientsImpatient,
	otherErrors,
];
