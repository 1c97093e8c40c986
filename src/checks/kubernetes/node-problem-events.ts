import { check } from '../../core/check.ts';
import type { Severity } from '../../core/finding.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { controlPlanePods, nodeNameOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

const wanted: Readonly<Record<string, Severity>> = {
	SystemOOM: 'warning',
	OOMKilling: 'warning',
	TaskHung: 'warning',
	KernelOops: 'warning',
	Ext4Error: 'warning',
	Ext4Warning: 'warning',
	IOError: 'warning',
	MemoryReadError: 'warning',
	CperHardwareErrorCorrected: 'warning',
	CperHardwareErrorRecoverable: 'warning',
	ConntrackFull: 'warning',
	DNSUnreachable: 'warning',
	DockerHung: 'warning',
	UnregisterNetDevice: 'warning',
	CgroupV1: 'warning',
	FreeDiskSpaceFailed: 'warning',
	ImageGCFailed: 'warning',
	EvictionThresholdMet: 'warning',
	Rebooted: 'warning',
};

/** On a node of etcd these are errors of the whole cluster. */
const worseWithEtcd = new Set(['SystemOOM', 'OOMKilling', 'IOError', 'Ext4Error', 'ReadonlyFilesystem']);

/** A disk that fails and a kernel that kills for memory announce themselves before the node is gone. */
export default check({
	id: 'kubernetes/node-problem-events',
	title: 'The events of a node tell of trouble with its kernel, disk or memory',
	remedy: 'Look at the kernel log of the node; replace a failing disk, give back memory.',
	severity: 'warning',
	needs: ['kubeEvents', 'nodes', 'pods', 'now'],
	params: {
		minutes: {
			default: 60,
			unit: 'minutes',
			description: 'How new an event must be.',
			source: 'The API server keeps events for an hour',
		},
	},
	*run({ kubeEvents, nodes, pods, now }, { minutes }) {
		const known = new Map(nodes.objects.map(node => [node.metadata.name, node]));
		const withEtcd = new Set(controlPlanePods(pods.objects, 'etcd').map(nodeNameOf));
		const events = recentEvents(kubeEvents.objects, now, minutes * 60_000).filter(
			({ object, reason }) => object.kind === 'Node' && Object.hasOwn(wanted, reason),
		);
		for (const group of Map.groupBy(events, ({ object, reason }) => `${object.name}|${reason}`).values()) {
			const [event] = group;
			const node = known.get(event?.object.name ?? '');
			if (event && node) {
				const count = group.reduce((sum, each) => sum + each.count, 0);
				const isGrave = withEtcd.has(node.metadata.name) && worseWithEtcd.has(event.reason);
				yield problemWith(node, t('{0}: {1} ×{2}: {3}', called(node), event.reason, count, event.message), {
					severity: isGrave ? 'error' : 'warning',
				});
			}
		}
	},
});
