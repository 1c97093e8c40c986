import type { Check } from '../../core/check.ts';
import byohEndpointDiffers from '../cluster-api/byoh-endpoint-differs.ts';
import byohHostFailing from '../cluster-api/byoh-host-failing.ts';
import byohHostHeld from '../cluster-api/byoh-host-held.ts';
import byohHostUnsuitable from '../cluster-api/byoh-host-unsuitable.ts';
import byohNoFreeHost from '../cluster-api/byoh-no-free-host.ts';
import byohUnmaintained from '../cluster-api/byoh-unmaintained.ts';
import clusterCertificatesExpire from '../cluster-api/cluster-certificates-expire.ts';
import clusterNotAvailable from '../cluster-api/cluster-not-available.ts';
import controlPlaneHeldBack from '../cluster-api/control-plane-held-back.ts';
import controlPlaneReplicas from '../cluster-api/control-plane-replicas.ts';
import controlPlaneUnhealthy from '../cluster-api/control-plane-unhealthy.ts';
import controllersDown from '../cluster-api/controllers-down.ts';
import deletionStuck from '../cluster-api/deletion-stuck.ts';
import drainBlocked from '../cluster-api/drain-blocked.ts';
import etcdUnhealthy from '../cluster-api/etcd-unhealthy.ts';
import healthCheckSelection from '../cluster-api/health-check-selection.ts';
import healthCheckSuspended from '../cluster-api/health-check-suspended.ts';
import inPlaceUpdateFailed from '../cluster-api/in-place-update-failed.ts';
import machineCertificatesExpire from '../cluster-api/machine-certificates-expire.ts';
import machineNodeUnhealthy from '../cluster-api/machine-node-unhealthy.ts';
import machineOrphaned from '../cluster-api/machine-orphaned.ts';
import machineRolloutStuck from '../cluster-api/machine-rollout-stuck.ts';
import machineWithoutNode from '../cluster-api/machine-without-node.ts';
import membersAndMachinesDiffer from '../cluster-api/members-and-machines-differ.ts';
import oldContract from '../cluster-api/old-contract.ts';
import paused from '../cluster-api/paused.ts';
import providerMissing from '../cluster-api/provider-missing.ts';
import remediationBlocked from '../cluster-api/remediation-blocked.ts';
import remediationDeadlock from '../cluster-api/remediation-deadlock.ts';
import topologyNotReconciled from '../cluster-api/topology-not-reconciled.ts';
import upgradeSkipsMinor from '../cluster-api/upgrade-skips-minor.ts';
import workloadUnreachable from '../cluster-api/workload-unreachable.ts';
import workloadVersionUnsupported from '../cluster-api/workload-version-unsupported.ts';
import apiEndpointsDiffer from './api-endpoints-differ.ts';
import apiServerCertificateExpires from './api-server-certificate-expires.ts';
import apiServerCertificateMismatch from './api-server-certificate-mismatch.ts';
import apiServerLosesEtcd from './api-server-loses-etcd.ts';
import apiServerMissing from './api-server-missing.ts';
import apiServerNotReady from './api-server-not-ready.ts';
import apiServiceUnavailable from './api-service-unavailable.ts';
import autoscalerStuck from './autoscaler-stuck.ts';
import claimNotBound from './claim-not-bound.ts';
import claimedDeviceUnfit from './claimed-device-unfit.ts';
import clientCertificateExpires from './client-certificate-expires.ts';
import clockSkew from './clock-skew.ts';
import clusterDnsDown from './cluster-dns-down.ts';
import compactionOff from './compaction-off.ts';
import configurationMissing from './configuration-missing.ts';
import containerOutOfMemory from './container-out-of-memory.ts';
import containerRestartsOften from './container-restarts-often.ts';
import containerWaiting from './container-waiting.ts';
import controlPlaneNodeCount from './control-plane-node-count.ts';
import controlPlanePodCrashing from './control-plane-pod-crashing.ts';
import controlPlanePodMissing from './control-plane-pod-missing.ts';
import controlPlanePodsDiffer from './control-plane-pods-differ.ts';
import controlPlaneSkew from './control-plane-skew.ts';
import controlPlaneUntainted from './control-plane-untainted.ts';
import conversionWebhookBroken from './conversion-webhook-broken.ts';
import csiDriverMissing from './csi-driver-missing.ts';
import defaultStorageClass from './default-storage-class.ts';
import deprecatedApiRequested from './deprecated-api-requested.ts';
import devicePluginDown from './device-plugin-down.ts';
import deviceUnhealthy from './device-unhealthy.ts';
import devicesLost from './devices-lost.ts';
import disruptionBudgetAboveAutoscaler from './disruption-budget-above-autoscaler.ts';
import disruptionBudgetBlocks from './disruption-budget-blocks.ts';
import disruptionBudgetsOverlap from './disruption-budgets-overlap.ts';
import distributionCertificatesExpire from './distribution-certificates-expire.ts';
import etcdAccessBroad from './etcd-access-broad.ts';
import etcdCallsSlow from './etcd-calls-slow.ts';
import etcdClientAuthOff from './etcd-client-auth-off.ts';
import etcdDataNotMounted from './etcd-data-not-mounted.ts';
import etcdMemberWithoutNode from './etcd-member-without-node.ts';
import etcdMembersInOneZone from './etcd-members-in-one-zone.ts';
import etcdOlderThanKubeadm from './etcd-older-than-kubeadm.ts';
import etcdOperatorDegraded from './etcd-operator-degraded.ts';
import etcdPodRestarted from './etcd-pod-restarted.ts';
import etcdProbeKills from './etcd-probe-kills.ts';
import etcdSnapshotFailed from './etcd-snapshot-failed.ts';
import etcdSnapshotTokenDiffers from './etcd-snapshot-token-differs.ts';
import etcdUnsafeFlag from './etcd-unsafe-flag.ts';
import etcdUpgradeTrap from './etcd-upgrade-trap.ts';
import etcdVoterState from './etcd-voter-state.ts';
import eventStorm from './event-storm.ts';
import eventsFillStorage from './events-fill-storage.ts';
import failedPodsLeft from './failed-pods-left.ts';
import gatewayNotProgrammed from './gateway-not-programmed.ts';
import ingressBackendMissing from './ingress-backend-missing.ts';
import jobFailed from './job-failed.ts';
import k3kClusterUnready from './k3k-cluster-unready.ts';
import kubeProxySkew from './kube-proxy-skew.ts';
import kubeadmFileDiffers from './kubeadm-file-differs.ts';
import kubeletAccessDenied from './kubelet-access-denied.ts';
import kubeletSkew from './kubelet-skew.ts';
import leaderFlaps from './leader-flaps.ts';
import leaderLost from './leader-lost.ts';
import loadBalancerPending from './load-balancer-pending.ts';
import manyObjects from './many-objects.ts';
import namespaceStuck from './namespace-stuck.ts';
import networkPolicyBlocksDns from './network-policy-blocks-dns.ts';
import noBackupKnown from './no-backup-known.ts';
import nodeAgentDown from './node-agent-down.ts';
import nodeCordoned from './node-cordoned.ts';
import nodeFull from './node-full.ts';
import nodeLeaseStale from './node-lease-stale.ts';
import nodeNameBypassesClaims from './node-name-bypasses-claims.ts';
import nodeNetworkUnavailable from './node-network-unavailable.ts';
import nodeNotReady from './node-not-ready.ts';
import nodeProblem from './node-problem.ts';
import nodeProblemEvents from './node-problem-events.ts';
import nodeTooSmall from './node-too-small.ts';
import nodeUnderPressure from './node-under-pressure.ts';
import nodeUninitialized from './node-uninitialized.ts';
import nodeUsageHigh from './node-usage-high.ts';
import objectsUndecodable from './objects-undecodable.ts';
import podCidrMissing from './pod-cidr-missing.ts';
import podNotReady from './pod-not-ready.ts';
import podRefusedDevices from './pod-refused-devices.ts';
import podStuckCreating from './pod-stuck-creating.ts';
import podStuckTerminating from './pod-stuck-terminating.ts';
import podUnschedulable from './pod-unschedulable.ts';
import podsRefused from './pods-refused.ts';
import referenceMissing from './reference-missing.ts';
import requestsRejected from './requests-rejected.ts';
import resourceClaimStuck from './resource-claim-stuck.ts';
import rke1InUse from './rke1-in-use.ts';
import rolloutStuck from './rollout-stuck.ts';
import sandboxCreationFails from './sandbox-creation-fails.ts';
import servicePortMismatch from './service-port-mismatch.ts';
import serviceWithoutEndpoints from './service-without-endpoints.ts';
import signingRequestPending from './signing-request-pending.ts';
import staticPodFileDiffers from './static-pod-file-differs.ts';
import storageClassMissing from './storage-class-missing.ts';
import storageNearQuota from './storage-near-quota.ts';
import storedVersionOld from './stored-version-old.ts';
import tlsSecretExpires from './tls-secret-expires.ts';
import tooManyOpenFiles from './too-many-open-files.ts';
import trustBundleExpired from './trust-bundle-expired.ts';
import userNamespacesUnsupported from './user-namespaces-unsupported.ts';
import userNamespacesVolume from './user-namespaces-volume.ts';
import volumeAttachFails from './volume-attach-fails.ts';
import volumeNotReclaimed from './volume-not-reclaimed.ts';
import volumeResizeStuck from './volume-resize-stuck.ts';
import webhookGuardsControlPlane from './webhook-guards-control-plane.ts';
import webhookWithoutEndpoints from './webhook-without-endpoints.ts';

/** Every check of what a Kubernetes API shows, Cluster API included, by its name. A test holds it against the files. */
export const clusterChecks: readonly Check[] = [
	apiEndpointsDiffer,
	apiServerCertificateExpires,
	apiServerCertificateMismatch,
	apiServerLosesEtcd,
	apiServerMissing,
	apiServerNotReady,
	apiServiceUnavailable,
	autoscalerStuck,
	claimNotBound,
	claimedDeviceUnfit,
	clientCertificateExpires,
	clockSkew,
	clusterDnsDown,
	compactionOff,
	configurationMissing,
	containerOutOfMemory,
	containerRestartsOften,
	containerWaiting,
	controlPlaneNodeCount,
	controlPlanePodCrashing,
	controlPlanePodMissing,
	controlPlanePodsDiffer,
	controlPlaneSkew,
	controlPlaneUntainted,
	conversionWebhookBroken,
	csiDriverMissing,
	defaultStorageClass,
	deprecatedApiRequested,
	devicePluginDown,
	deviceUnhealthy,
	devicesLost,
	disruptionBudgetAboveAutoscaler,
	disruptionBudgetBlocks,
	disruptionBudgetsOverlap,
	distributionCertificatesExpire,
	etcdAccessBroad,
	etcdCallsSlow,
	etcdClientAuthOff,
	etcdDataNotMounted,
	etcdMemberWithoutNode,
	etcdMembersInOneZone,
	etcdOlderThanKubeadm,
	etcdOperatorDegraded,
	etcdPodRestarted,
	etcdProbeKills,
	etcdSnapshotFailed,
	etcdSnapshotTokenDiffers,
	etcdUnsafeFlag,
	etcdUpgradeTrap,
	etcdVoterState,
	eventStorm,
	eventsFillStorage,
	failedPodsLeft,
	gatewayNotProgrammed,
	ingressBackendMissing,
	jobFailed,
	k3kClusterUnready,
	kubeProxySkew,
	kubeadmFileDiffers,
	kubeletAccessDenied,
	kubeletSkew,
	leaderFlaps,
	leaderLost,
	loadBalancerPending,
	manyObjects,
	namespaceStuck,
	networkPolicyBlocksDns,
	noBackupKnown,
	nodeAgentDown,
	nodeCordoned,
	nodeFull,
	nodeLeaseStale,
	nodeNameBypassesClaims,
	nodeNetworkUnavailable,
	nodeNotReady,
	nodeProblem,
	nodeProblemEvents,
	nodeTooSmall,
	nodeUnderPressure,
	nodeUninitialized,
	nodeUsageHigh,
	objectsUndecodable,
	podCidrMissing,
	podNotReady,
	podRefusedDevices,
	podStuckCreating,
	podStuckTerminating,
	podUnschedulable,
	podsRefused,
	referenceMissing,
	requestsRejected,
	resourceClaimStuck,
	rke1InUse,
	rolloutStuck,
	sandboxCreationFails,
	servicePortMismatch,
	serviceWithoutEndpoints,
	signingRequestPending,
	staticPodFileDiffers,
	storageClassMissing,
	storageNearQuota,
	storedVersionOld,
	tlsSecretExpires,
	tooManyOpenFiles,
	trustBundleExpired,
	userNamespacesUnsupported,
	userNamespacesVolume,
	volumeAttachFails,
	volumeNotReclaimed,
	volumeResizeStuck,
	webhookGuardsControlPlane,
	webhookWithoutEndpoints,
	byohEndpointDiffers,
	byohHostFailing,
	byohHostHeld,
	byohHostUnsuitable,
	byohNoFreeHost,
	byohUnmaintained,
	clusterCertificatesExpire,
	clusterNotAvailable,
	controlPlaneHeldBack,
	controlPlaneReplicas,
	controlPlaneUnhealthy,
	controllersDown,
	deletionStuck,
	drainBlocked,
	etcdUnhealthy,
	healthCheckSelection,
	healthCheckSuspended,
	inPlaceUpdateFailed,
	machineCertificatesExpire,
	machineNodeUnhealthy,
	machineOrphaned,
	machineRolloutStuck,
	machineWithoutNode,
	membersAndMachinesDiffer,
	oldContract,
	paused,
	providerMissing,
	remediationBlocked,
	remediationDeadlock,
	topologyNotReconciled,
	upgradeSkipsMinor,
	workloadUnreachable,
	workloadVersionUnsupported,
];
