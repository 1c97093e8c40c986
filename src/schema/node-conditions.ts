import type { Severity } from '../core/finding.ts';

/**
 * What the conditions of a node mean. Whoever is not listed is shown and never judged: distributions and monitors write
 * conditions of their own, and a wrong guess at which of their states is the bad one cries wolf.
 */
export const goodWhenTrue: ReadonlySet<string> = new Set([
	'Ready',
	'EtcdIsVoter',
	'ContainerRuntimeReady',
	'StorageReady',
	'NetworkingReady',
	'KernelReady',
	'AcceleratedHardwareReady',
]);

/** Written by the kubelet and by network plugins. */
export const pressures: ReadonlySet<string> = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure']);

/** Written by node-problem-detector, with its configuration; the severities are ours. */
export const problemsWhenTrue: Readonly<Record<string, Severity>> = {
	KernelDeadlock: 'error',
	ReadonlyFilesystem: 'error',
	XfsShutdown: 'error',
	CperHardwareErrorFatal: 'error',
	CorruptDockerOverlay2: 'warning',
	FrequentKubeletRestart: 'warning',
	FrequentDockerRestart: 'warning',
	FrequentContainerdRestart: 'warning',
	FrequentUnregisterNetDevice: 'warning',
	KubeletUnhealthy: 'warning',
	ContainerRuntimeUnhealthy: 'warning',
	NTPProblem: 'warning',
};
