import type { Check } from '../../core/check.ts';
import apiServerLosesEtcd from './api-server-loses-etcd.ts';
import apiServerMissing from './api-server-missing.ts';
import apiServerNotReady from './api-server-not-ready.ts';
import apiServiceUnavailable from './api-service-unavailable.ts';
import compactionOff from './compaction-off.ts';
import controlPlaneNodeCount from './control-plane-node-count.ts';
import controlPlanePodCrashing from './control-plane-pod-crashing.ts';
import controlPlanePodMissing from './control-plane-pod-missing.ts';
import controlPlanePodsDiffer from './control-plane-pods-differ.ts';
import conversionWebhookBroken from './conversion-webhook-broken.ts';
import deprecatedApiRequested from './deprecated-api-requested.ts';
import etcdAccessBroad from './etcd-access-broad.ts';
import etcdCallsSlow from './etcd-calls-slow.ts';
import etcdClientAuthOff from './etcd-client-auth-off.ts';
import etcdDataNotMounted from './etcd-data-not-mounted.ts';
import etcdMemberWithoutNode from './etcd-member-without-node.ts';
import etcdMembersInOneZone from './etcd-members-in-one-zone.ts';
import etcdPodRestarted from './etcd-pod-restarted.ts';
import etcdProbeKills from './etcd-probe-kills.ts';
import etcdUnsafeFlag from './etcd-unsafe-flag.ts';
import etcdUpgradeTrap from './etcd-upgrade-trap.ts';
import eventsFillStorage from './events-fill-storage.ts';
import kubeletAccessDenied from './kubelet-access-denied.ts';
import leaderFlaps from './leader-flaps.ts';
import leaderLost from './leader-lost.ts';
import manyObjects from './many-objects.ts';
import namespaceStuck from './namespace-stuck.ts';
import noBackupKnown from './no-backup-known.ts';
import objectsUndecodable from './objects-undecodable.ts';
import requestsRejected from './requests-rejected.ts';
import staticPodFileDiffers from './static-pod-file-differs.ts';
import storageNearQuota from './storage-near-quota.ts';
import storedVersionOld from './stored-version-old.ts';
import webhookGuardsControlPlane from './webhook-guards-control-plane.ts';
import webhookWithoutEndpoints from './webhook-without-endpoints.ts';

/** Every check of what a Kubernetes API shows, Cluster API included, by its name. A test holds it against the files. */
export const clusterChecks: readonly Check[] = [
	apiServerLosesEtcd,
	apiServerMissing,
	apiServerNotReady,
	apiServiceUnavailable,
	compactionOff,
	controlPlaneNodeCount,
	controlPlanePodCrashing,
	controlPlanePodMissing,
	controlPlanePodsDiffer,
	staticPodFileDiffers,
	conversionWebhookBroken,
	deprecatedApiRequested,
	etcdAccessBroad,
	etcdCallsSlow,
	etcdClientAuthOff,
	etcdDataNotMounted,
	etcdMemberWithoutNode,
	etcdMembersInOneZone,
	etcdPodRestarted,
	etcdProbeKills,
	etcdUnsafeFlag,
	etcdUpgradeTrap,
	eventsFillStorage,
	kubeletAccessDenied,
	leaderFlaps,
	leaderLost,
	manyObjects,
	namespaceStuck,
	noBackupKnown,
	objectsUndecodable,
	requestsRejected,
	storageNearQuota,
	storedVersionOld,
	webhookGuardsControlPlane,
	webhookWithoutEndpoints,
];
