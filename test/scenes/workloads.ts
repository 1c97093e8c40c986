import autoscalerStuck from '../../src/checks/kubernetes/autoscaler-stuck.ts';
import containerOutOfMemory from '../../src/checks/kubernetes/container-out-of-memory.ts';
import containerRestartsOften from '../../src/checks/kubernetes/container-restarts-often.ts';
import containerWaiting from '../../src/checks/kubernetes/container-waiting.ts';
import disruptionBudgetAboveAutoscaler from '../../src/checks/kubernetes/disruption-budget-above-autoscaler.ts';
import disruptionBudgetBlocks from '../../src/checks/kubernetes/disruption-budget-blocks.ts';
import disruptionBudgetsOverlap from '../../src/checks/kubernetes/disruption-budgets-overlap.ts';
import failedPodsLeft from '../../src/checks/kubernetes/failed-pods-left.ts';
import jobFailed from '../../src/checks/kubernetes/job-failed.ts';
import podNotReady from '../../src/checks/kubernetes/pod-not-ready.ts';
import podStuckCreating from '../../src/checks/kubernetes/pod-stuck-creating.ts';
import podStuckTerminating from '../../src/checks/kubernetes/pod-stuck-terminating.ts';
import podUnschedulable from '../../src/checks/kubernetes/pod-unschedulable.ts';
import podsRefused from '../../src/checks/kubernetes/pods-refused.ts';
import configurationMissing from '../../src/checks/kubernetes/configuration-missing.ts';
import referenceMissing from '../../src/checks/kubernetes/reference-missing.ts';
import rolloutStuck from '../../src/checks/kubernetes/rollout-stuck.ts';
import type { Json, KubeObject } from '../../src/core/kubernetes.ts';
import {
	ago,
	conditionsAs,
	crashing,
	kubeEventOf,
	namespacedOf,
	nodeOf,
	podOf,
	type PodParts,
	restarted,
	type States,
} from '../support/kubernetes-objects.ts';
import { scene, type Scene } from './scene.ts';

const w1 = nodeOf('w-1');
const labels = { app: 'web' };
const deploymentOwner = {
	apiVersion: 'apps/v1',
	kind: 'ReplicaSet',
	name: 'web-6d5f7c8b9d',
	uid: 'u',
	controller: true,
};
const web = podOf('web-6d5f7c8b9d-x2kvq', {
	meta: { labels: { ...labels, 'pod-template-hash': '6d5f7c8b9d' }, ownerReferences: [deploymentOwner] },
});

function waitingFor(reason: string, message: string): PodParts {
	return {
		running: { ready: false, state: { waiting: { reason, message } } },
		states: { Ready: ['False', 'ContainersNotReady', 'containers with unready status: [main]'] },
	};
}

function pending(message: string, minutes: number): KubeObject {
	return podOf('lonely', {
		node: '',
		phase: 'Pending',
		status: {
			conditions: conditionsAs({ PodScheduled: ['False', 'Unschedulable', message] }, minutes),
			containerStatuses: [],
		},
	});
}

function failedPod(reason: string, message: string): KubeObject {
	return podOf('left', { phase: 'Failed', status: { reason, message, containerStatuses: [] } });
}

const template = (spec: Readonly<Record<string, Json>> = {}) => ({
	metadata: { labels },
	spec: { containers: [{ name: 'main', image: 'app:1' }], ...spec },
});

function workloadOfKind(
	kind: string,
	status: Readonly<Record<string, Json>> = {},
	spec: Readonly<Record<string, Json>> = {},
	name = 'web',
): KubeObject {
	const own = kind === 'StatefulSet' ? { serviceName: 'web' } : {};
	return namespacedOf(
		'apps/v1',
		kind,
		name,
		{
			spec: {
				selector: { matchLabels: labels },
				template: template(),
				...(kind !== 'DaemonSet' && { replicas: 3 }),
				...own,
				...spec,
			},
			status: { observedGeneration: 1, ...status },
		},
		{ generation: 1 },
	);
}

const jobSpec = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'app:1' }] } } };

function budgetOf(name: string, spec: Readonly<Record<string, Json>>, allowed: number, healthy = 1): KubeObject {
	return namespacedOf('policy/v1', 'PodDisruptionBudget', name, {
		spec: { selector: { matchLabels: labels }, ...spec },
		status: {
			disruptionsAllowed: allowed,
			expectedPods: 2,
			currentHealthy: healthy,
			desiredHealthy: Number(spec['minAvailable'] ?? 1),
			observedGeneration: 1,
		},
	});
}

function autoscalerOf(states: States = {}, minReplicas = 1): KubeObject {
	return namespacedOf('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
		spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas, maxReplicas: 5 },
		status: { desiredReplicas: 1, currentReplicas: 1, conditions: conditionsAs(states) },
	});
}

const doomed = { deletionTimestamp: ago(30), finalizers: ['example.org/hold'] };
const starting = podOf('slow', {
	phase: 'Pending',
	...waitingFor('ContainerCreating', ''),
	status: { startTime: ago(30) },
});

export const workloadScenes: readonly Scene[] = [
	scene(
		containerWaiting,
		[{ pods: [web, podOf('new', waitingFor('ContainerCreating', ''))] }],
		[
			{ pods: [podOf('web', { running: crashing({ exitCode: 127 }) })] },
			/container main waits, it crashes over and over \(CrashLoopBackOff\): it ended with code 127 \(its command was not found\)/,
		],
		[
			{
				pods: ['b7zsp', 'x2kvq'].map(suffix =>
					podOf(`web-6d5f7c8b9d-${suffix}`, {
						...waitingFor('ImagePullBackOff', 'manifest unknown'),
						meta: { labels: { ...labels, 'pod-template-hash': '6d5f7c8b9d' }, ownerReferences: [deploymentOwner] },
					}),
				),
			},
			/Deployment\/default\/web \(web-6d5f7c8b9d-b7zsp, web-6d5f7c8b9d-x2kvq\): .*cannot be pulled.*manifest unknown/,
		],
	),
	scene(
		containerOutOfMemory,
		[{ pods: [web] }],
		[
			{ pods: [podOf('web', { running: restarted({ reason: 'OOMKilled', exitCode: 137 }) })] },
			/container main \(3 restarts\) was killed for want of memory/,
		],
	),
	scene(
		podStuckCreating,
		[
			{
				pods: [
					podOf('new', { phase: 'Pending', ...waitingFor('ContainerCreating', ''), status: { startTime: ago(1) } }),
				],
			},
		],
		[
			{
				pods: [starting],
				kubeEvents: [kubeEventOf('FailedMount', starting, 'no such share'), kubeEventOf('Pulled', starting, 'x')],
			},
			/slow does not start: FailedMount: no such share/,
		],
		[{ pods: [starting] }, /no event tells why/],
	),
	scene(
		podUnschedulable,
		[{ pods: [web, pending('0/1 nodes are available', 1)] }],
		[
			{ pods: [pending('0/1 nodes are available: 1 Insufficient cpu.', 20)] },
			/lonely is not scheduled: 0\/1 nodes are available: 1 Insufficient cpu/,
		],
	),
	scene(
		podNotReady,
		[{ pods: [web] }],
		[
			{ pods: [podOf('web', { states: { Ready: ['False', 'ContainersNotReady', 'unready'] } })] },
			/web runs and is not ready: unready/,
		],
	),
	scene(
		podStuckTerminating,
		[{ pods: [web], nodes: [w1] }],
		[{ pods: [podOf('web', { meta: doomed })], nodes: [w1] }, /waits for the finalizers .*example.org\/hold/],
	),
	scene(
		failedPodsLeft,
		[{ pods: [web] }],
		[
			{ pods: [failedPod('Evicted', 'The node was low on resource: memory.')] },
			/left failed: Evicted: The node was low/,
		],
	),
	scene(
		containerRestartsOften,
		[{ pods: [podOf('web', { running: restarted({}, 3) })] }],
		[{ pods: [podOf('web', { running: restarted({}, 9) })] }, /restarted 9 times; it ended with code 1/],
	),
	scene(
		rolloutStuck,
		[
			{
				deployments: [
					workloadOfKind('Deployment', { conditions: conditionsAs({ Progressing: 'True', Available: 'True' }) }),
				],
				daemonSets: [workloadOfKind('DaemonSet', daemonStatus(2, 2))],
			},
		],
		[
			{
				deployments: [
					workloadOfKind('Deployment', {
						conditions: conditionsAs({ Progressing: ['False', 'ProgressDeadlineExceeded', 'timed out progressing'] }),
					}),
				],
			},
			/Deployment\/default\/web does not progress: timed out/,
		],
		[
			{ statefulSets: [workloadOfKind('StatefulSet', { replicas: 3, readyReplicas: 1 })] },
			/StatefulSet\/default\/web has 1 of 3 pods ready/,
		],
	),
	scene(
		podsRefused,
		[{ kubeEvents: [kubeEventOf('FailedCreate', w1, 'x')] }],
		[
			{
				kubeEvents: [
					kubeEventOf(
						'FailedCreate',
						namespacedOf('apps/v1', 'ReplicaSet', 'web-1'),
						'pods "web-1-x" is forbidden: exceeded quota: small',
					),
				],
			},
			/ReplicaSet\/default\/web-1 cannot make pods \(quota\)/,
		],
	),
	scene(
		jobFailed,
		[{ jobs: [namespacedOf('batch/v1', 'Job', 'backup', { spec: jobSpec, status: {} })] }],
		[
			{ jobs: [namespacedOf('batch/v1', 'Job', 'backup', { spec: jobSpec, status: failedJob() })] },
			/backup failed: BackoffLimitExceeded/,
		],
	),
	scene(
		autoscalerStuck,
		[{ horizontalPodAutoscalers: [autoscalerOf({ AbleToScale: 'True', ScalingActive: 'True' })] }],
		[
			{
				horizontalPodAutoscalers: [
					autoscalerOf({ AbleToScale: 'True', ScalingActive: ['False', 'FailedGetResourceMetric', 'no metrics'] }),
				],
			},
			/cannot read what it scales by: no metrics/,
		],
	),
	scene(
		disruptionBudgetBlocks,
		[{ podDisruptionBudgets: [budgetOf('web', { minAvailable: 1 }, 1, 2)], pods: [web] }],
		[{ podDisruptionBudgets: [budgetOf('web', { minAvailable: 2 }, 0, 2)], pods: [web] }, /wants all of its 2 pods/],
		[
			{ podDisruptionBudgets: [budgetOf('web', { minAvailable: 1 }, 0)], pods: [web] },
			/has 1 healthy pods and wants 1/,
		],
	),
	scene(
		disruptionBudgetsOverlap,
		[{ podDisruptionBudgets: [budgetOf('web', { minAvailable: 1 }, 1)], pods: [web] }],
		[
			{
				podDisruptionBudgets: [budgetOf('a', { minAvailable: 1 }, 1), budgetOf('b', { minAvailable: 1 }, 1)],
				pods: [web],
			},
			/guarded by several budgets \(a, b\)/,
		],
	),
	scene(
		disruptionBudgetAboveAutoscaler,
		[
			{
				podDisruptionBudgets: [budgetOf('web', { minAvailable: 1 }, 1)],
				horizontalPodAutoscalers: [autoscalerOf({}, 2)],
				deployments: [workloadOfKind('Deployment')],
			},
		],
		[
			{
				podDisruptionBudgets: [budgetOf('web', { minAvailable: 2 }, 1)],
				horizontalPodAutoscalers: [autoscalerOf({}, 2)],
				deployments: [workloadOfKind('Deployment')],
			},
			/wants 2 pods, and .* scales down to 2/,
		],
	),
	scene(
		referenceMissing,
		[
			{
				deployments: [
					workloadOfKind(
						'Deployment',
						{},
						{ template: template({ volumes: [{ name: 'v', secret: { secretName: 'there' } }] }) },
					),
				],
				secrets: [namespacedOf('v1', 'Secret', 'there')],
			},
		],
		[
			{
				deployments: [
					workloadOfKind(
						'Deployment',
						{},
						{
							template: template({
								volumes: [
									{ name: 'v', secret: { secretName: 'gone' } },
									{ name: 'o', secret: { secretName: 'maybe', optional: true } },
								],
							}),
						},
					),
				],
			},
			/web names Secret gone, which is not there/,
		],
	),
	scene(
		configurationMissing,
		[
			{
				deployments: [
					workloadOfKind(
						'Deployment',
						{},
						{
							template: template({
								serviceAccountName: 'robot',
								volumes: [
									{ name: 'v', configMap: { name: 'there' } },
									{ name: 'o', configMap: { name: 'maybe', optional: true } },
								],
							}),
						},
					),
				],
				configMapNames: [namespacedOf('v1', 'ConfigMap', 'there')],
				serviceAccounts: [namespacedOf('v1', 'ServiceAccount', 'robot')],
			},
		],
		[
			{
				deployments: [
					workloadOfKind(
						'Deployment',
						{},
						{
							template: template({
								serviceAccountName: 'robot',
								volumes: [{ name: 'p', projected: { sources: [{ configMap: { name: 'gone' } }] } }],
								resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'one-gpu' }],
							}),
						},
					),
				],
			},
			/web names ConfigMap gone, which is not there/,
			/web names ServiceAccount robot, which is not there/,
			/web names ResourceClaimTemplate one-gpu, which is not there/,
		],
	),
];

function daemonStatus(wanted: number, ready: number): Readonly<Record<string, Json>> {
	return {
		desiredNumberScheduled: wanted,
		currentNumberScheduled: wanted,
		numberMisscheduled: 0,
		numberReady: ready,
		observedGeneration: 1,
	};
}

function failedJob(): Readonly<Record<string, Json>> {
	const [failed] = ['Failed'].map(type => ({
		type,
		status: 'True',
		reason: 'BackoffLimitExceeded',
		message: 'Job has reached the specified backoff limit',
		lastTransitionTime: ago(30),
	}));
	return {
		startTime: ago(60),
		failed: 1,
		conditions: [{ type: 'FailureTarget', status: 'True', lastTransitionTime: ago(30) }, failed ?? {}],
	};
}
