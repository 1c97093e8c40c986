import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Member } from '../../test/support/etcd-cluster.ts';
import { demo } from './cluster.ts';

/** The static pod of one member, as kubeadm writes it, with the flags that the demo's member really has. */
function staticPod(member: Member, initialCluster: string, state: 'new' | 'existing'): string {
	const metrics = new URL(member.metricsUrl ?? member.clientUrl);
	const probe = (path: string): string => `      httpGet:
        host: 127.0.0.1
        path: ${path}
        port: ${metrics.port}
        scheme: HTTP`;
	return `apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubeadm.kubernetes.io/etcd.advertise-client-urls: ${member.clientUrl}
  labels:
    component: etcd
    tier: control-plane
  name: etcd
  namespace: kube-system
spec:
  containers:
  - command:
    - etcd
    - --advertise-client-urls=${member.clientUrl}
    - --data-dir=/var/lib/etcd
    - --initial-advertise-peer-urls=${member.peerUrl}
    - --initial-cluster=${initialCluster}
    - --initial-cluster-state=${state}
    - --listen-client-urls=${member.clientUrl}
    - --listen-metrics-urls=${metrics.origin}
    - --listen-peer-urls=${member.peerUrl}
    - --name=${member.name}
    - --quota-backend-bytes=${demo.quotaBytes}
    image: registry.k8s.io/etcd:${member.binaries.version}-0
    imagePullPolicy: IfNotPresent
    livenessProbe:
      failureThreshold: 8
${probe('/livez')}
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
    name: etcd
    readinessProbe:
      failureThreshold: 3
${probe('/readyz')}
      periodSeconds: 1
      timeoutSeconds: 15
    resources:
      requests:
        cpu: 100m
        memory: 100Mi
    startupProbe:
      failureThreshold: 24
${probe('/readyz')}
      initialDelaySeconds: 10
      periodSeconds: 10
      timeoutSeconds: 15
    volumeMounts:
    - mountPath: /var/lib/etcd
      name: etcd-data
  hostNetwork: true
  priorityClassName: system-node-critical
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  volumes:
  - hostPath:
      path: /var/lib/etcd
      type: DirectoryOrCreate
    name: etcd-data
`;
}

const clusterConfiguration = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: demo
kubernetesVersion: v1.36.2
controlPlaneEndpoint: 127.0.0.1:6443
networking:
  podSubnet: 10.244.0.0/16
  serviceSubnet: 10.96.0.0/16
etcd:
  local:
    dataDir: /var/lib/etcd
    extraArgs:
    - name: quota-backend-bytes
      value: "${demo.quotaBytes}"
`;

/** A folder such as a team keeps: the files that describe the demo cluster and the connection to it. */
export function writeDemoWorkspace(folder: string, cluster: Cluster): void {
	const manifests = join(folder, 'manifests');
	for (const dir of [manifests, join(folder, '.vscode')]) mkdirSync(dir, { recursive: true });
	const peers: string[] = [];
	for (const member of cluster.members) {
		peers.push(`${member.name}=${member.peerUrl}`);
		const initial = member.learner ? peers : cluster.members.filter(m => !m.learner).map(m => `${m.name}=${m.peerUrl}`);
		const pod = staticPod(member, initial.join(','), member.learner ? 'existing' : 'new');
		writeFileSync(join(manifests, `etcd-${member.name}.yaml`), pod);
	}
	writeFileSync(join(manifests, 'kubeadm.yaml'), clusterConfiguration);
	const connection = { name: 'demo', endpoints: cluster.endpoints, paths: ['manifests'] };
	const settings = { 'quorum.connections': [connection] };
	writeFileSync(join(folder, '.vscode', 'settings.json'), `${JSON.stringify(settings, undefined, '\t')}\n`);
}
