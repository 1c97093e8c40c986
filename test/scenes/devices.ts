import claimedDeviceUnfit from '../../src/checks/kubernetes/claimed-device-unfit.ts';
import devicePluginDown from '../../src/checks/kubernetes/device-plugin-down.ts';
import deviceUnhealthy from '../../src/checks/kubernetes/device-unhealthy.ts';
import devicesLost from '../../src/checks/kubernetes/devices-lost.ts';
import nodeNameBypassesClaims from '../../src/checks/kubernetes/node-name-bypasses-claims.ts';
import podRefusedDevices from '../../src/checks/kubernetes/pod-refused-devices.ts';
import resourceClaimStuck from '../../src/checks/kubernetes/resource-claim-stuck.ts';
import userNamespacesUnsupported from '../../src/checks/kubernetes/user-namespaces-unsupported.ts';
import userNamespacesVolume from '../../src/checks/kubernetes/user-namespaces-volume.ts';
import type { Json, KubeMetadata, KubeObject } from '../../src/core/kubernetes.ts';
import { ago, namespacedOf, nodeInfoOf, nodeOf, objectOf, podOf } from '../support/kubernetes-objects.ts';
import { scene, type Scene } from './scene.ts';

const gpu = { resources: { limits: { 'vendor.example/gpu': '1' }, requests: { 'vendor.example/gpu': '1' } } };

function withDevice(health: string): KubeObject {
	return podOf('train', {
		container: gpu,
		running: {
			allocatedResourcesStatus: [{ name: 'vendor.example/gpu', resources: [{ resourceID: 'gpu-0', health }] }],
		},
	});
}

function offering(has: string, gives: string): KubeObject {
	return nodeOf('w-1', {
		status: {
			capacity: { cpu: '4', 'vendor.example/gpu': has },
			allocatable: { cpu: '4', 'vendor.example/gpu': gives },
		},
	});
}

function pluginOn(ready: number): KubeObject {
	const template = {
		metadata: { labels: { app: 'plugin' } },
		spec: { containers: [{ name: 'main', image: 'plugin:1' }] },
	};
	return namespacedOf('apps/v1', 'DaemonSet', 'gpu-device-plugin', {
		spec: { selector: { matchLabels: { app: 'plugin' } }, template },
		status: { desiredNumberScheduled: 2, currentNumberScheduled: 2, numberMisscheduled: 0, numberReady: ready },
	});
}

function claimOf(deviceClassName: string, meta: Partial<KubeMetadata> = {}): KubeObject {
	return namespacedOf(
		'resource.k8s.io/v1',
		'ResourceClaim',
		'gpu',
		{ spec: { devices: { requests: [{ name: 'one', exactly: { deviceClassName } }] } } },
		meta,
	);
}

/** A claim that was given a device of a pool, with what became of it. */
function holding(device: string, more: Readonly<Record<string, Json>> = {}, states: readonly Json[] = []): KubeObject {
	const where = { driver: 'gpu.example', pool: 'w-1', device };
	return namespacedOf('resource.k8s.io/v1', 'ResourceClaim', 'gpu', {
		spec: { devices: { requests: [{ name: 'one', exactly: { deviceClassName: 'gpu.example' } }] } },
		status: {
			allocation: { devices: { results: [{ request: 'one', ...where, ...more }] } },
			...(states.length > 0 && { devices: [{ ...where, conditions: states }] }),
		},
	});
}

function sliceWith(taints: readonly Json[] = [], resourceSliceCount = 1): KubeObject {
	const device = { name: 'gpu-0', ...(taints.length > 0 && { taints }) };
	return objectOf('resource.k8s.io/v1', 'ResourceSlice', 'w-1-gpu', {
		spec: {
			driver: 'gpu.example',
			pool: { name: 'w-1', generation: 1, resourceSliceCount },
			nodeName: 'w-1',
			devices: [device],
		},
	});
}

const broken = { key: 'example.com/broken', effect: 'NoExecute', timeAdded: ago(5) };
const bindingFailed = {
	type: 'gpu.example/failed',
	status: 'True',
	reason: 'NoFabric',
	message: 'no fabric',
	lastTransitionTime: ago(3),
};

const gpuClass = objectOf('resource.k8s.io/v1', 'DeviceClass', 'gpu.example', { spec: {} });
const confined = { spec: { hostUsers: false } };

function withHandlers(userNamespaces: boolean): KubeObject {
	return nodeOf('w-1', {
		status: { runtimeHandlers: [{ name: '', features: { userNamespaces, recursiveReadOnlyMounts: true } }] },
	});
}

export const deviceScenes: readonly Scene[] = [
	scene(
		deviceUnhealthy,
		[{ pods: [withDevice('Healthy')] }],
		[{ pods: [withDevice('Unhealthy')] }, /container main has unhealthy devices: vendor.example\/gpu gpu-0/],
	),
	scene(
		devicesLost,
		[{ nodes: [offering('2', '2')], pods: [podOf('train', { container: gpu })] }],
		[{ nodes: [offering('2', '1')] }, /offers 1 of 2 vendor.example\/gpu/],
		[{ nodes: [nodeOf('w-1')], pods: [podOf('train', { container: gpu })] }, /offers no vendor.example\/gpu any more/],
	),
	scene(
		devicePluginDown,
		[{ daemonSets: [pluginOn(2)] }],
		[{ daemonSets: [pluginOn(1)] }, /gpu-device-plugin runs on 1 of 2 nodes/],
	),
	scene(
		podRefusedDevices,
		[{ pods: [podOf('train')] }],
		[
			{
				pods: [
					podOf('train', {
						phase: 'Failed',
						status: {
							reason: 'UnexpectedAdmissionError',
							message: 'Allocate failed due to no healthy devices',
							containerStatuses: [],
						},
					}),
				],
			},
			/refused by its node: Allocate failed/,
		],
	),
	scene(
		resourceClaimStuck,
		[{ resourceClaims: [claimOf('gpu.example', { creationTimestamp: ago(1) })], deviceClasses: [gpuClass] }],
		[
			{ resourceClaims: [claimOf('gpu.example', { creationTimestamp: ago(30) })], deviceClasses: [gpuClass] },
			/gets no device: no driver publishes any/,
		],
		[{ resourceClaims: [claimOf('gone.example')] }, /wants the device class gone.example/],
	),
	scene(
		claimedDeviceUnfit,
		[
			{ resourceClaims: [holding('gpu-0')], resourceSlices: [sliceWith()] },
			// The rest of the pool is not published yet.
			{ resourceClaims: [holding('gpu-7')], resourceSlices: [sliceWith([], 2)] },
		],
		[
			{ resourceClaims: [holding('gpu-7')], resourceSlices: [sliceWith()] },
			/gpu holds the device gpu.example\/w-1\/gpu-7, which no driver publishes any more/,
		],
		[
			{ resourceClaims: [holding('gpu-0')], resourceSlices: [sliceWith([broken])] },
			/gpu holds the device gpu.example\/w-1\/gpu-0, which is tainted: example.com\/broken/,
		],
		[
			{
				resourceClaims: [
					holding(
						'gpu-0',
						{ bindingConditions: ['gpu.example/ready'], bindingFailureConditions: ['gpu.example/failed'] },
						[bindingFailed],
					),
				],
				resourceSlices: [sliceWith()],
			},
			/could not be bound: gpu.example\/failed no fabric/,
		],
	),
	scene(
		nodeNameBypassesClaims,
		[{ jobs: [jobOf({})] }],
		[
			{ jobs: [jobOf({ nodeName: 'w-1', resourceClaims: [{ name: 'g', resourceClaimName: 'gpu' }] })] },
			/names the node w-1 and claims devices/,
		],
	),
	scene(
		userNamespacesUnsupported,
		[
			{ pods: [podOf('safe', confined)], nodes: [withHandlers(true)] },
			{ pods: [podOf('plain')], nodes: [withHandlers(false)] },
		],
		[
			{ pods: [podOf('safe', confined)], nodes: [withHandlers(false)] },
			/the runtime of Node\/w-1 says that it has none/,
		],
		[
			{
				pods: [podOf('safe', confined)],
				nodes: [nodeOf('w-1', { status: { nodeInfo: nodeInfoOf('v1.36.3', { kernelVersion: '5.15.0-91-generic' }) } })],
			},
			/has the kernel 5.15/,
		],
	),
	scene(
		userNamespacesVolume,
		[{ pods: [podOf('safe', confined)] }],
		[
			{
				pods: [
					podOf('safe', {
						spec: { hostUsers: false, volumes: [{ name: 'share', nfs: { server: 'nfs', path: '/' } }] },
					}),
				],
			},
			/mounts NFS/,
		],
	),
];

function jobOf(spec: Readonly<Record<string, Json>>): KubeObject {
	return namespacedOf('batch/v1', 'Job', 'train', {
		spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'app:1' }], ...spec } } },
	});
}
