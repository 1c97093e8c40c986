import type { Check } from '../core/check.ts';
import memberUnreachable from './etcd/member-unreachable.ts';
import tlsRefused from './etcd/tls-refused.ts';
import authenticationRequired from './etcd/authentication-required.ts';
import permissionDenied from './etcd/permission-denied.ts';
import notEtcd from './etcd/not-etcd.ts';
import endpointNotAdvertised from './etcd/endpoint-not-advertised.ts';
import quorumLost from './etcd/quorum-lost.ts';
import quorumAtRisk from './etcd/quorum-at-risk.ts';
import noLeader from './etcd/no-leader.ts';
import leaderDisagreement from './etcd/leader-disagreement.ts';
import clusterIdsDiffer from './etcd/cluster-ids-differ.ts';
import memberListsDiffer from './etcd/member-lists-differ.ts';
import memberNotStarted from './etcd/member-not-started.ts';
import memberNameAmbiguous from './etcd/member-name-ambiguous.ts';
import learnerNotPromoted from './etcd/learner-not-promoted.ts';
import evenMemberCount from './etcd/even-member-count.ts';
import singleMember from './etcd/single-member.ts';
import noRecentSnapshot from './etcd/no-recent-snapshot.ts';
import tooManyMembers from './etcd/too-many-members.ts';
import memberLagging from './etcd/member-lagging.ts';
import appliedBehindCommitted from './etcd/applied-behind-committed.ts';
import advertisedUrlUnusable from './etcd/advertised-url-unusable.ts';
import alarmNospace from './etcd/alarm-nospace.ts';
import alarmCorrupt from './etcd/alarm-corrupt.ts';
import dataDiffers from './etcd/data-differs.ts';
import revisionDiverges from './etcd/revision-diverges.ts';
import quotaNearLimit from './etcd/quota-near-limit.ts';
import quotaDisabled from './etcd/quota-disabled.ts';
import quotaAboveMaximum from './etcd/quota-above-maximum.ts';
import quotasDiffer from './etcd/quotas-differ.ts';
import quotaDefaultForLargeDatabase from './etcd/quota-default-for-large-database.ts';
import databaseFragmented from './etcd/database-fragmented.ts';
import databaseSizesDiffer from './etcd/database-sizes-differ.ts';
import corruptionCheckOff from './etcd/corruption-check-off.ts';
import fileDiffers from './etcd/file-differs.ts';
import noCompaction from './etcd/no-compaction.ts';
import versionSkew from './etcd/version-skew.ts';
import versionWithKnownBug from './etcd/version-with-known-bug.ts';
import upgradeNeedsNewerPatch from './etcd/upgrade-needs-newer-patch.ts';
import clusterVersionLags from './etcd/cluster-version-lags.ts';
import storageVersionLags from './etcd/storage-version-lags.ts';
import downgradeInProgress from './etcd/downgrade-in-progress.ts';
import certificateExpires from './etcd/certificate-expires.ts';
import certificateNamesMismatch from './etcd/certificate-names-mismatch.ts';
import certificateUsage from './etcd/certificate-usage.ts';
import certificateIssuersDiffer from './etcd/certificate-issuers-differ.ts';
import weakTls from './etcd/weak-tls.ts';
import plainHttp from './etcd/plain-http.ts';
import metricsExposed from './etcd/metrics-exposed.ts';
import clientAuthOff from './etcd/client-auth-off.ts';
import clockOffset from './etcd/clock-offset.ts';
import authRevisionDiffers from './etcd/auth-revision-differs.ts';
import slowWalFsync from './etcd/slow-wal-fsync.ts';
import slowBackendCommit from './etcd/slow-backend-commit.ts';
import slowApply from './etcd/slow-apply.ts';
import oneSlowDisk from './etcd/one-slow-disk.ts';
import slowSnapshot from './etcd/slow-snapshot.ts';
import slowCompaction from './etcd/slow-compaction.ts';
import slowPeerRoundTrip from './etcd/slow-peer-round-trip.ts';
import peerInactive from './etcd/peer-inactive.ts';
import peerFailures from './etcd/peer-failures.ts';
import snapshotTransferFailing from './etcd/snapshot-transfer-failing.ts';
import slowRead from './etcd/slow-read.ts';
import slowRequests from './etcd/slow-requests.ts';
import readFails from './etcd/read-fails.ts';
import readIndexesFailing from './etcd/read-indexes-failing.ts';
import healthFailing from './etcd/health-failing.ts';
import healthCheckFailures from './etcd/health-check-failures.ts';
import leaderChanges from './etcd/leader-changes.ts';
import termGrowing from './etcd/term-growing.ts';
import heartbeatsLate from './etcd/heartbeats-late.ts';
import proposalsFailing from './etcd/proposals-failing.ts';
import proposalsPending from './etcd/proposals-pending.ts';
import requestsFailing from './etcd/requests-failing.ts';
import requestsRefusedByOverload from './etcd/requests-refused-by-overload.ts';
import learnerPromotionFailing from './etcd/learner-promotion-failing.ts';
import revisionChurn from './etcd/revision-churn.ts';
import slowWatchers from './etcd/slow-watchers.ts';
import manyKeys from './etcd/many-keys.ts';
import databaseGrowing from './etcd/database-growing.ts';
import defragmentationRunning from './etcd/defragmentation-running.ts';
import openReadTransactions from './etcd/open-read-transactions.ts';
import fileDescriptorsLow from './etcd/file-descriptors-low.ts';

/** Every check, in the order of reports. A test holds it against the files of this folder. */
export const checks: readonly Check[] = [
	memberUnreachable,
	tlsRefused,
	authenticationRequired,
	permissionDenied,
	notEtcd,
	endpointNotAdvertised,
	quorumLost,
	quorumAtRisk,
	noLeader,
	leaderDisagreement,
	clusterIdsDiffer,
	memberListsDiffer,
	memberNotStarted,
	memberNameAmbiguous,
	learnerNotPromoted,
	evenMemberCount,
	singleMember,
	tooManyMembers,
	memberLagging,
	appliedBehindCommitted,
	advertisedUrlUnusable,
	alarmNospace,
	alarmCorrupt,
	dataDiffers,
	revisionDiverges,
	quotaNearLimit,
	quotaDisabled,
	quotaAboveMaximum,
	quotasDiffer,
	quotaDefaultForLargeDatabase,
	databaseFragmented,
	databaseSizesDiffer,
	corruptionCheckOff,
	fileDiffers,
	noCompaction,
	noRecentSnapshot,
	versionSkew,
	versionWithKnownBug,
	upgradeNeedsNewerPatch,
	clusterVersionLags,
	storageVersionLags,
	downgradeInProgress,
	certificateExpires,
	certificateNamesMismatch,
	certificateUsage,
	certificateIssuersDiffer,
	weakTls,
	plainHttp,
	metricsExposed,
	clientAuthOff,
	clockOffset,
	authRevisionDiffers,
	slowWalFsync,
	slowBackendCommit,
	slowApply,
	oneSlowDisk,
	slowSnapshot,
	slowCompaction,
	slowPeerRoundTrip,
	peerInactive,
	peerFailures,
	snapshotTransferFailing,
	slowRead,
	slowRequests,
	readFails,
	readIndexesFailing,
	healthFailing,
	healthCheckFailures,
	leaderChanges,
	termGrowing,
	heartbeatsLate,
	proposalsFailing,
	proposalsPending,
	requestsFailing,
	requestsRefusedByOverload,
	learnerPromotionFailing,
	revisionChurn,
	slowWatchers,
	manyKeys,
	databaseGrowing,
	defragmentationRunning,
	openReadTransactions,
	fileDescriptorsLow,
];
