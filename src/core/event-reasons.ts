import type { Severity } from './finding.ts';

export type EventCategory =
	| 'scheduling'
	| 'image'
	| 'config'
	| 'probe'
	| 'runtime'
	| 'storage'
	| 'network'
	| 'device'
	| 'node'
	| 'control-plane'
	| 'autoscaling'
	| 'admission'
	| 'lifecycle'
	| 'cluster-api'
	| 'other';

interface Meaning {
	readonly category: EventCategory;
	readonly severity: Severity;
}

const meaning = (category: EventCategory, severity: Severity): Meaning => ({ category, severity });

/** What reasons mean, whoever writes them; `type` is too coarse, for a node that is gone and a slow probe are both Warning. */
// Source: kubelet events, Kubernetes controllers, node-problem-detector, Cluster API, BYOH, K3s
const reasons: Readonly<Record<string, Meaning>> = {
	FailedScheduling: meaning('scheduling', 'error'),
	Scheduled: meaning('scheduling', 'info'),
	Preempted: meaning('scheduling', 'warning'),
	Preempting: meaning('scheduling', 'warning'),
	NodeAffinity: meaning('scheduling', 'warning'),
	TaintManagerEviction: meaning('scheduling', 'warning'),
	Pulling: meaning('image', 'info'),
	Pulled: meaning('image', 'info'),
	InspectFailed: meaning('image', 'error'),
	ErrImageNeverPull: meaning('image', 'error'),
	ErrImagePull: meaning('image', 'error'),
	FailedValidation: meaning('config', 'error'),
	FailedSync: meaning('config', 'warning'),
	Unhealthy: meaning('probe', 'warning'),
	ProbeWarning: meaning('probe', 'warning'),
	Created: meaning('runtime', 'info'),
	Started: meaning('runtime', 'info'),
	Killing: meaning('runtime', 'info'),
	BackOff: meaning('runtime', 'error'),
	Failed: meaning('runtime', 'error'),
	FailedKillPod: meaning('runtime', 'warning'),
	ExceededGracePeriod: meaning('runtime', 'warning'),
	FailedPostStartHook: meaning('runtime', 'error'),
	FailedPreStopHook: meaning('runtime', 'warning'),
	SandboxChanged: meaning('runtime', 'info'),
	FailedCreatePodSandBox: meaning('network', 'error'),
	FailedPodSandBoxStatus: meaning('network', 'warning'),
	NetworkNotReady: meaning('network', 'warning'),
	DNSUnreachable: meaning('network', 'error'),
	ConntrackFull: meaning('network', 'error'),
	SyncLoadBalancerFailed: meaning('network', 'warning'),
	FailedMount: meaning('storage', 'error'),
	FailedAttachVolume: meaning('storage', 'error'),
	FailedMapVolume: meaning('storage', 'error'),
	FailedMountOnFilesystemMismatch: meaning('storage', 'error'),
	ProvisioningFailed: meaning('storage', 'error'),
	FailedBinding: meaning('storage', 'warning'),
	WaitForFirstConsumer: meaning('storage', 'info'),
	VolumeResizeFailed: meaning('storage', 'warning'),
	FileSystemResizeFailed: meaning('storage', 'warning'),
	SuccessfulAttachVolume: meaning('storage', 'info'),
	Ext4Error: meaning('storage', 'error'),
	Ext4Warning: meaning('storage', 'warning'),
	IOError: meaning('storage', 'error'),
	UnexpectedAdmissionError: meaning('device', 'error'),
	FailedPrepareDynamicResources: meaning('device', 'error'),
	TopologyAffinityError: meaning('device', 'error'),
	NodeReady: meaning('node', 'info'),
	NodeNotReady: meaning('node', 'error'),
	NodeSchedulable: meaning('node', 'info'),
	NodeNotSchedulable: meaning('node', 'info'),
	RegisteredNode: meaning('node', 'info'),
	RemovingNode: meaning('node', 'info'),
	Starting: meaning('node', 'info'),
	Rebooted: meaning('node', 'warning'),
	Shutdown: meaning('node', 'warning'),
	SystemOOM: meaning('node', 'error'),
	OOMKilling: meaning('node', 'error'),
	TaskHung: meaning('node', 'warning'),
	KernelOops: meaning('node', 'error'),
	KernelDeadlock: meaning('node', 'error'),
	ReadonlyFilesystem: meaning('node', 'error'),
	FilesystemIsReadOnly: meaning('node', 'error'),
	DockerHung: meaning('node', 'error'),
	MemoryReadError: meaning('node', 'warning'),
	CgroupV1: meaning('node', 'warning'),
	Evicted: meaning('node', 'error'),
	EvictionThresholdMet: meaning('node', 'warning'),
	ContainerGCFailed: meaning('node', 'warning'),
	ImageGCFailed: meaning('node', 'warning'),
	FreeDiskSpaceFailed: meaning('node', 'warning'),
	InvalidDiskCapacity: meaning('node', 'warning'),
	FailedNodeAllocatableEnforcement: meaning('node', 'warning'),
	LeaderElection: meaning('control-plane', 'info'),
	CertificateExpirationWarning: meaning('control-plane', 'warning'),
	ETCDSnapshotCreated: meaning('control-plane', 'info'),
	ETCDSnapshotFailed: meaning('control-plane', 'error'),
	EtcdLeaderChangeMetrics: meaning('control-plane', 'warning'),
	DefragControllerDefragmentFailed: meaning('control-plane', 'warning'),
	FailedGetResourceMetric: meaning('autoscaling', 'warning'),
	FailedComputeMetricsReplicas: meaning('autoscaling', 'warning'),
	SuccessfulRescale: meaning('autoscaling', 'info'),
	FailedCreate: meaning('admission', 'error'),
	ScalingReplicaSet: meaning('lifecycle', 'info'),
	SuccessfulCreate: meaning('lifecycle', 'info'),
	SuccessfulDelete: meaning('lifecycle', 'info'),
	BackoffLimitExceeded: meaning('lifecycle', 'error'),
	DeadlineExceeded: meaning('lifecycle', 'error'),
	ControlPlaneUnhealthy: meaning('cluster-api', 'error'),
	FailedScaleUp: meaning('cluster-api', 'error'),
	FailedScaleDown: meaning('cluster-api', 'error'),
	FailedDrainNode: meaning('cluster-api', 'warning'),
	FailedWaitForVolumeDetach: meaning('cluster-api', 'warning'),
	FailedInitialization: meaning('cluster-api', 'error'),
	FailedSetNodeRef: meaning('cluster-api', 'error'),
	FailedDeleteNode: meaning('cluster-api', 'warning'),
	InstallScriptExecutionFailed: meaning('cluster-api', 'error'),
	UninstallScriptExecutionFailed: meaning('cluster-api', 'warning'),
	BootstrapK8sNodeFailed: meaning('cluster-api', 'error'),
	ResetK8sNodeFailed: meaning('cluster-api', 'warning'),
	ByoHostSelectionFailed: meaning('cluster-api', 'warning'),
};

/** A reason that nobody listed is judged by its type. */
export function meaningOfReason(reason: string, type: string): Meaning {
	const listed = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
	return listed ?? meaning(/^OutOf/.test(reason) ? 'scheduling' : 'other', type === 'Warning' ? 'warning' : 'info');
}

export const knownReasons: readonly string[] = Object.keys(reasons);
