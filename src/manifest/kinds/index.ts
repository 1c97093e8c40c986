import { readEtcdConfig } from './etcd-config.ts';
import { readK3s } from './k3s.ts';
import { readKubeadm } from './kubeadm.ts';
import type { Reader } from './reader.ts';
import { readStaticPod } from './static-pod.ts';

/** Every kind of YAML document that we understand. A new kind is a file here and a line below. */
export const readers: readonly Reader[] = [readStaticPod, readKubeadm, readEtcdConfig, readK3s];
