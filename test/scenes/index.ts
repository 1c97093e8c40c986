import { controlPlaneScenes } from './control-plane.ts';
import { etcdPodScenes } from './etcd-pods.ts';
import type { Scene } from './scene.ts';

/** What every check of Kubernetes says of which objects. */
export const scenes: readonly Scene[] = [...controlPlaneScenes, ...etcdPodScenes];
