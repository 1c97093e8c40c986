import { byohScenes } from './byoh.ts';
import { certificateScenes } from './certificates.ts';
import { clusterApiScenes } from './cluster-api.ts';
import { controlPlaneScenes } from './control-plane.ts';
import { deviceScenes } from './devices.ts';
import { etcdPodScenes } from './etcd-pods.ts';
import { networkScenes } from './network.ts';
import { nodeScenes } from './nodes.ts';
import type { Scene } from './scene.ts';
import { storageScenes } from './storage.ts';
import { versionScenes } from './versions.ts';
import { workloadScenes } from './workloads.ts';

/** What every check of Kubernetes says of which objects. */
export const scenes: readonly Scene[] = [
	...controlPlaneScenes,
	...etcdPodScenes,
	...nodeScenes,
	...workloadScenes,
	...deviceScenes,
	...storageScenes,
	...networkScenes,
	...certificateScenes,
	...versionScenes,
	...clusterApiScenes,
	...byohScenes,
];
