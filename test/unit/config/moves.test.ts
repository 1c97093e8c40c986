import assert from 'node:assert/strict';
import { mended } from './mended.ts';

const init = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n';
const cluster = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n';

describe('fixes that move a field to its kind', () => {
	const block = 'nodeRegistration: # here\n  name: "a"\n  taints: []\n';

	it('take a whole block to the document that is there', () => {
		assert.equal(
			mended(`${cluster}# ours\n${block}clusterName: x\n---\n${init}certificateKey: ''\n`, 'unknown-field'),
			`${cluster}clusterName: x\n---\n${init}certificateKey: ''\n# ours\n${block}`,
		);
	});

	it('add the document where kubeadm reads both', () => {
		assert.equal(
			mended(`${cluster}${block}clusterName: x\n`, 'unknown-field'),
			`${cluster}clusterName: x\n---\n${init}${block}`,
		);
	});

	it('are not offered where the field is there already, or kubeadm reads one of both alone', () => {
		assert.equal(mended(`${cluster}${block}---\n${init}nodeRegistration:\n  name: b\n`, 'unknown-field'), undefined);
		const join = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\nclusterName: x\n';
		assert.equal(mended(join, 'unknown-field'), undefined);
	});
});

describe('fixes to v1beta2 of Cluster API', () => {
	const plane = (...lines: readonly string[]) =>
		`apiVersion: controlplane.cluster.x-k8s.io/v1beta2\nkind: KubeadmControlPlane\nmetadata:\n  name: a\nspec:\n  version: v1.34.0\n${lines.map(line => `  ${line}\n`).join('')}`;
	const mend = (...lines: readonly string[]) => mended(plane(...lines), 'field-of-another-version');

	it('move blocks with their comments', () => {
		assert.equal(
			mend('# slowly', 'rolloutStrategy:', '  rollingUpdate:', '    maxSurge: 1 # one', 'replicas: 3'),
			plane('replicas: 3', 'rollout:', '  # slowly', '  strategy:', '    rollingUpdate:', '      maxSurge: 1 # one'),
		);
	});

	it('rename a section and the times in it', () => {
		assert.equal(
			mend('remediationStrategy:', '  retryPeriod: 20m # long', '  maxRetry: 5', '  minHealthyPeriod: "2h"'),
			plane('remediation:', '  retryPeriodSeconds: 1200 # long', '  maxRetry: 5', '  minHealthyPeriodSeconds: 7200'),
		);
	});

	it('write times in seconds where they stand now, or nothing where they are no whole ones', () => {
		const template = (...lines: readonly string[]) => plane('machineTemplate:', ...lines.map(line => `  ${line}`));
		const old = (time: string) => template('metadata: {}', `nodeDrainTimeout: ${time} # drain`);
		assert.equal(
			mended(old('10m'), 'field-of-another-version'),
			template('metadata: {}', '# drain', 'spec:', '  deletion:', '    nodeDrainTimeoutSeconds: 600'),
		);
		assert.equal(mended(old('10ms'), 'field-of-another-version'), undefined);
	});

	it('set the waiting time of the API server for init and for join', () => {
		assert.equal(
			mend(
				'kubeadmConfigSpec:',
				'  clusterConfiguration:',
				'    apiServer:',
				'      timeoutForControlPlane: 5m0s',
				'      certSANs: [a]',
			),
			plane(
				'kubeadmConfigSpec:',
				'  clusterConfiguration:',
				'    apiServer:',
				'      certSANs: [a]',
				'  initConfiguration:',
				'    timeouts:',
				'      controlPlaneComponentHealthCheckSeconds: 300',
				'  joinConfiguration:',
				'    timeouts:',
				'      controlPlaneComponentHealthCheckSeconds: 300',
			),
		);
	});

	it('turn a reference into one by group, and drop what has no use', () => {
		assert.equal(
			mend(
				'machineTemplate:',
				'  infrastructureRef:',
				'    apiVersion: infrastructure.cluster.x-k8s.io/v1beta2',
				'    kind: DockerMachineTemplate',
				'    name: a',
				'  metadata: {}',
			),
			plane(
				'machineTemplate:',
				'  metadata: {}',
				'  spec:',
				'    infrastructureRef:',
				'      apiGroup: infrastructure.cluster.x-k8s.io',
				'      kind: DockerMachineTemplate',
				'      name: a',
			),
		);
		assert.equal(
			mend('kubeadmConfigSpec:', '  useExperimentalRetryJoin: true', '  format: cloud-config'),
			plane('kubeadmConfigSpec:', '  format: cloud-config'),
		);
	});
});
