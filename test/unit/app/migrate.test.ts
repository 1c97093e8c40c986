import assert from 'node:assert/strict';
import { migrateFile } from '../../../src/app/migrate.ts';
import { findings } from '../config/lint-of.ts';

const v3 = 'apiVersion: kubeadm.k8s.io/v1beta3\n';
const v4 = 'apiVersion: kubeadm.k8s.io/v1beta4\n';

function migrated(text: string): string {
	const { text: after, refusals } = migrateFile({ path: 'f.yaml', text });
	assert.deepEqual(refusals, []);
	return after;
}

function refused(text: string): string {
	const { text: after, refusals } = migrateFile({ path: 'f.yaml', text });
	assert.equal(after, text);
	return refusals.join('\n');
}

describe('migrating files of kubeadm', () => {
	it('makes lists of arguments, comments, quotes and indentation kept', () => {
		const before = `# head\n${v3}kind: ClusterConfiguration\napiServer:\n    extraArgs:\n        # why\n        audit-log-path: '/x' # here\n        v: "2"\n        empty:\n        text: |\n          a\n            b\nscheduler:\n  extraArgs: {v: "4"}\n`;
		const after = `# head\n${v4}kind: ClusterConfiguration\napiServer:\n    extraArgs:\n        # why\n        - name: audit-log-path\n          value: '/x' # here\n        - name: v\n          value: "2"\n        - name: empty\n          value: ""\n        - name: text\n          value: |\n            a\n              b\nscheduler:\n  extraArgs: [{name: v, value: "4"}]\n`;
		assert.equal(migrated(before), after);
	});

	it('moves the waiting time of the control plane to InitConfiguration, with its comments', () => {
		const init = `${v3}kind: InitConfiguration\nnodeRegistration:\n  name: a\n`;
		const before = `${v3}kind: ClusterConfiguration\napiServer:\n  # slow\n  timeoutForControlPlane: 8m0s # disks\nclusterName: x\n---\n${init}`;
		assert.equal(
			migrated(before),
			`${v4}kind: ClusterConfiguration\nclusterName: x\n---\n${v4}kind: InitConfiguration\nnodeRegistration:\n  name: a\ntimeouts:\n  # slow\n  controlPlaneComponentHealthCheck: 8m0s # disks\n`,
		);
	});

	it('adds an InitConfiguration where there is none to move to', () => {
		const before = `${v3}kind: ClusterConfiguration\napiServer:\n  timeoutForControlPlane: 8m0s\n  certSANs: [a]\n`;
		assert.equal(
			migrated(before),
			`${v4}kind: ClusterConfiguration\napiServer:\n  certSANs: [a]\n---\n${v4}kind: InitConfiguration\ntimeouts:\n  controlPlaneComponentHealthCheck: 8m0s\n`,
		);
	});

	it('adds it behind a separator that is there', () => {
		const before = `${v3}kind: ClusterConfiguration\napiServer:\n  timeoutForControlPlane: 8m0s\n  certSANs: [a]\n---\n`;
		assert.equal(
			migrated(before),
			`${v4}kind: ClusterConfiguration\napiServer:\n  certSANs: [a]\n---\n${v4}kind: InitConfiguration\ntimeouts:\n  controlPlaneComponentHealthCheck: 8m0s\n`,
		);
	});

	it('moves the waiting time of a join, the last field too, in lines that end with CR LF', () => {
		const before = `${v3}kind: JoinConfiguration\ndiscovery:\n  tlsBootstrapToken: a\n  timeout: 9m # nine\n`;
		const after = `${v4}kind: JoinConfiguration\ndiscovery:\n  tlsBootstrapToken: a\ntimeouts:\n  discovery: 9m # nine\n`;
		assert.equal(migrated(before), after);
		assert.equal(migrated(before.replaceAll('\n', '\r\n')), after.replaceAll('\n', '\r\n'));
	});

	it('leaves out what old versions had and no kubeadm reads any more', () => {
		const before = `apiVersion: kubeadm.k8s.io/v1beta1\nkind: ClusterConfiguration\ndns:\n  type: CoreDNS # the only one\nuseHyperKubeImage: false\nclusterName: x\n`;
		assert.equal(migrated(before), `${v4}kind: ClusterConfiguration\n# the only one\nclusterName: x\n`);
	});

	it('changes what two aliases stand for once', () => {
		const before = `${v3}kind: ClusterConfiguration\napiServer:\n  extraArgs: &a\n    v: "2"\nscheduler:\n  extraArgs: *a\n`;
		assert.equal(
			migrated(before),
			`${v4}kind: ClusterConfiguration\napiServer:\n  extraArgs: &a\n    - name: v\n      value: "2"\nscheduler:\n  extraArgs: *a\n`,
		);
	});

	it('keeps JSON what it is', () => {
		const before = `{"apiVersion": "kubeadm.k8s.io/v1beta3", "kind": "JoinConfiguration", "discovery": {"timeout": "9m", "tlsBootstrapToken": "a"}, "nodeRegistration": {"kubeletExtraArgs": {"v":"2"}}}\n`;
		const after: unknown = JSON.parse(migrated(before));
		assert.deepEqual(after, {
			apiVersion: 'kubeadm.k8s.io/v1beta4',
			kind: 'JoinConfiguration',
			discovery: { tlsBootstrapToken: 'a' },
			nodeRegistration: { kubeletExtraArgs: [{ name: 'v', value: '2' }] },
			timeouts: { discovery: '9m' },
		});
	});

	it('leaves the new as it is, and what is not of kubeadm', () => {
		for (const text of [`${v4}kind: ClusterConfiguration\n`, 'apiVersion: v1\nkind: Pod\nmetadata: {name: etcd}\n']) {
			assert.equal(migrated(text), text);
		}
	});

	it('refuses what would be lost, and says so', () => {
		const cluster = `${v3}kind: ClusterConfiguration\n`;
		const init = `---\n${v4}kind: InitConfiguration\ntimeouts:\n  controlPlaneComponentHealthCheck: 1m\n`;
		assert.match(refused(`${cluster}apiServer:\n  extraArgs:\n    v: "1"\n    v: "2"\n`), /given twice/);
		assert.match(refused(`${cluster}apiServer:\n  extraArgs:\n    <<: &a {v: "1"}\n    x: y\n`), /without loss/);
		assert.match(refused(`${cluster}apiServer:\n  extraArgs: \${ARGS}\n`), /not known yet/);
		assert.match(refused(`${cluster}apiServer:\n  timeoutForControlPlane: 8m\n${init}`), /set already/);
		assert.match(refused(`apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterStatus\n`), /delete that document/);
		assert.match(
			refused(`apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\ndns: {type: kube-dns}\n`),
			/CoreDNS/,
		);
	});

	it('goes as far as the kubeadm of the file reads', () => {
		const fixes = (version: string) =>
			findings(`apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`)
				.filter(({ check }) => check === 'config/api-version-unsupported')
				.map(({ fix }) => fix?.title.split('/')[1]);
		assert.deepEqual(['v1.20.0', 'v1.27.0', 'v1.36.0'].map(fixes), [[], ['v1beta3'], ['v1beta4']]);
	});
});
