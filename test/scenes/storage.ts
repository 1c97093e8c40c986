import claimNotBound from '../../src/checks/kubernetes/claim-not-bound.ts';
import csiDriverMissing from '../../src/checks/kubernetes/csi-driver-missing.ts';
import defaultStorageClass from '../../src/checks/kubernetes/default-storage-class.ts';
import storageClassMissing from '../../src/checks/kubernetes/storage-class-missing.ts';
import volumeAttachFails from '../../src/checks/kubernetes/volume-attach-fails.ts';
import volumeNotReclaimed from '../../src/checks/kubernetes/volume-not-reclaimed.ts';
import volumeResizeStuck from '../../src/checks/kubernetes/volume-resize-stuck.ts';
import type { Json, KubeObject } from '../../src/core/kubernetes.ts';
import { ago, conditionsAs, kubeEventOf, namespacedOf, nodeOf, objectOf } from '../support/kubernetes-objects.ts';
import { scene, type Scene } from './scene.ts';

const fast = objectOf('storage.k8s.io/v1', 'StorageClass', 'fast', { provisioner: 'csi.example' });
const lazy = objectOf('storage.k8s.io/v1', 'StorageClass', 'lazy', {
	provisioner: 'csi.example',
	volumeBindingMode: 'WaitForFirstConsumer',
});
const byDefault = { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } };

function defaultClass(name: string): KubeObject {
	return objectOf('storage.k8s.io/v1', 'StorageClass', name, { provisioner: 'csi.example' }, byDefault);
}

function claimOf(
	storageClassName: string | undefined,
	status: Readonly<Record<string, Json>>,
	minutes = 60,
): KubeObject {
	return namespacedOf(
		'v1',
		'PersistentVolumeClaim',
		'data',
		{
			spec: {
				accessModes: ['ReadWriteOnce'],
				resources: { requests: { storage: '1Gi' } },
				...(storageClassName !== undefined && { storageClassName }),
			},
			status,
		},
		{ creationTimestamp: ago(minutes) },
	);
}

function volumeOf(status: Readonly<Record<string, Json>>): KubeObject {
	return objectOf('v1', 'PersistentVolume', 'pv-1', {
		spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } },
		status,
	});
}

function attachmentOf(nodeName: string, status: Readonly<Record<string, Json>> = { attached: true }): KubeObject {
	return objectOf('storage.k8s.io/v1', 'VolumeAttachment', 'att-1', {
		spec: { attacher: 'csi.example', nodeName, source: { persistentVolumeName: 'pv-1' } },
		status,
	});
}

function csiNodeOf(...drivers: readonly string[]): KubeObject {
	return objectOf('storage.k8s.io/v1', 'CSINode', 'w-1', {
		spec: { drivers: drivers.map(name => ({ name, nodeID: 'w-1' })) },
	});
}

const w1 = nodeOf('w-1');
const open = claimOf('fast', { phase: 'Pending' });

export const storageScenes: readonly Scene[] = [
	scene(
		claimNotBound,
		[
			{ persistentVolumeClaims: [claimOf('fast', { phase: 'Bound' })], storageClasses: [fast] },
			{ persistentVolumeClaims: [claimOf('lazy', { phase: 'Pending' })], storageClasses: [lazy] },
		],
		[
			{
				persistentVolumeClaims: [open],
				storageClasses: [fast],
				kubeEvents: [kubeEventOf('ProvisioningFailed', open, 'quota exceeded')],
			},
			/data is not fulfilled: quota exceeded/,
		],
		[{ persistentVolumeClaims: [claimOf('fast', { phase: 'Lost' })] }, /has lost its volume/],
	),
	scene(
		volumeNotReclaimed,
		[{ persistentVolumes: [volumeOf({ phase: 'Bound' })] }],
		[
			{ persistentVolumes: [volumeOf({ phase: 'Failed', message: 'no deleter' })] },
			/could not be reclaimed: no deleter/,
		],
	),
	scene(
		defaultStorageClass,
		[{ storageClasses: [defaultClass('a'), fast] }, { storageClasses: [fast] }],
		[{ storageClasses: [defaultClass('a'), defaultClass('b')] }, /are the default: a, b/],
		[
			{ storageClasses: [fast], persistentVolumeClaims: [claimOf(undefined, { phase: 'Pending' })] },
			/No storage class is the default/,
		],
	),
	scene(
		storageClassMissing,
		[{ storageClasses: [fast], persistentVolumeClaims: [open] }],
		[{ persistentVolumeClaims: [open] }, /names the storage class fast, which is not there/],
	),
	scene(
		volumeAttachFails,
		[{ volumeAttachments: [attachmentOf('w-1')], nodes: [w1] }],
		[
			{
				volumeAttachments: [
					attachmentOf('w-1', { attached: false, attachError: { message: 'no device', time: ago(5) } }),
				],
				nodes: [w1],
			},
			/att-1 on w-1: no device/,
		],
		[{ volumeAttachments: [attachmentOf('gone')], nodes: [w1] }, /holds a volume on gone, which is gone/],
	),
	scene(
		volumeResizeStuck,
		[
			{
				persistentVolumeClaims: [
					claimOf('fast', { phase: 'Bound', conditions: conditionsAs({ Resizing: 'True' }, 3) }),
				],
			},
		],
		[
			{
				persistentVolumeClaims: [
					claimOf('fast', {
						phase: 'Bound',
						conditions: conditionsAs({ FileSystemResizePending: ['True', '', 'waiting for a pod'] }, 90),
					}),
				],
			},
			/FileSystemResizePending waiting for a pod/,
		],
	),
	scene(
		csiDriverMissing,
		[{ csiNodes: [csiNodeOf('csi.example')], volumeAttachments: [attachmentOf('w-1')], nodes: [w1] }],
		[
			{ csiNodes: [csiNodeOf()], volumeAttachments: [attachmentOf('w-1')], nodes: [w1] },
			/w-1 has volumes of csi.example and does not run/,
		],
	),
];
