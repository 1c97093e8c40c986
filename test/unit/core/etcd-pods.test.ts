import assert from 'node:assert/strict';
import { distributionOf, etcdPodsIn, type DistributionSigns } from '../../../src/core/etcd-pods.ts';
import type { KubeObject } from '../../../src/core/kubernetes.ts';
import { kubeObjectOf } from '../../support/kubernetes-facts.ts';

function podOf(
	command: readonly string[],
	labels: Readonly<Record<string, string>>,
	namespace = 'kube-system',
): KubeObject {
	return kubeObjectOf(
		'v1',
		'Pod',
		{ name: 'etcd-cp-1', namespace, labels },
		{
			spec: { nodeName: 'cp-1', containers: [{ name: 'etcdctl' }, { name: 'etcd', command }] },
			status: { hostIP: '10.0.0.1' },
		},
	);
}

const pki = '/etc/kubernetes/pki/etcd';
const kubeadm = podOf(
	[
		...['etcd', '--name=cp-1', '--advertise-client-urls=https://10.0.0.9:2379'],
		...['--listen-metrics-urls=http://127.0.0.1:2381', `--cert-file=${pki}/server.crt`],
		...[`--key-file=${pki}/server.key`, '--trusted-ca-file', `${pki}/ca.crt`],
	],
	{ component: 'etcd' },
);
const nodeOf = (labels: Readonly<Record<string, string>>, fields = {}): KubeObject =>
	kubeObjectOf('v1', 'Node', { name: 'n', labels }, fields);
const kindOf = (signs: Partial<DistributionSigns>) =>
	distributionOf({ gitVersion: 'v1.36.3', groups: [], nodes: [], pods: [], ...signs }).distribution;

describe('A pod of etcd', () => {
	it('of kubeadm tells where and with which certificates to ask it', () => {
		const [pod] = etcdPodsIn([kubeadm]);
		assert.equal(pod?.memberName, 'cp-1');
		assert.equal(pod?.clientUrl, 'https://10.0.0.9:2379');
		assert.equal(pod?.metricsPort, 2381);
		assert.deepEqual(pod?.certificates, {
			...{ ca: `${pki}/ca.crt`, cert: `${pki}/healthcheck-client.crt` },
			key: `${pki}/healthcheck-client.key`,
		});
	});

	it('of RKE2 hides its flags in a file, and is known by it', () => {
		const [pod] = etcdPodsIn([
			podOf(['etcd', '--config-file=/var/lib/rancher/rke2/server/db/etcd/config'], { component: 'etcd' }),
		]);
		assert.deepEqual([pod?.clientUrl, pod?.metricsPort, pod?.memberName], ['https://10.0.0.1:2379', 2381, 'cp-1']);
		assert.match(pod?.certificates?.cert ?? '', /rke2.*server-client\.crt$/);
	});

	it('of OpenShift has its tools in a container of their own, and others are none', () => {
		const [pod] = etcdPodsIn([podOf(['etcd'], { app: 'etcd' }, 'openshift-etcd')]);
		assert.equal(pod?.container, 'etcdctl');
		assert.deepEqual(etcdPodsIn([podOf(['etcd'], { component: 'etcd' }, 'default'), podOf(['etcd'], {})]), []);
	});
});

describe('A cluster', () => {
	it('is told by its groups, its nodes, its version, and its pods', () => {
		assert.equal(kindOf({ pods: [kubeadm] }), 'kubeadm');
		assert.equal(kindOf({ groups: ['config.openshift.io'], pods: [kubeadm] }), 'openshift');
		assert.equal(kindOf({ gitVersion: 'v1.36.3+k3s1' }), 'k3s');
		assert.equal(kindOf({ gitVersion: 'v1.36.3+rke2r1', pods: [kubeadm] }), 'rke2');
		assert.equal(kindOf({ nodes: [nodeOf({}, { status: { nodeInfo: { osImage: 'Talos (v1.13.0)' } } })] }), 'talos');
		const server = kubeObjectOf(
			'v1',
			'Pod',
			{ name: 'a', namespace: 'kube-system', labels: { component: 'kube-apiserver' } },
			{
				spec: {
					containers: [
						{ name: 'kube-apiserver', command: ['kube-apiserver', '--etcd-servers=https://etcd.example:2379'] },
					],
				},
			},
		);
		assert.equal(kindOf({ pods: [server] }), 'external');
		assert.equal(kindOf({}), 'unknown');
	});

	it('is managed only where no node is of the control plane', () => {
		const aws = { spec: { providerID: 'aws:///eu/i-1' } };
		assert.equal(kindOf({ nodes: [nodeOf({}, aws)] }), 'managed');
		assert.equal(kindOf({ gitVersion: 'v1.33.1-eks-1234', nodes: [nodeOf({})] }), 'managed');
		assert.equal(
			kindOf({ nodes: [nodeOf({ 'node-role.kubernetes.io/control-plane': '' }, aws)], pods: [kubeadm] }),
			'kubeadm',
		);
	});
});
