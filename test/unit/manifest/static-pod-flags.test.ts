import assert from 'node:assert/strict';
import { etcdFlagsOf, withEtcdFlags } from '../../../src/manifest/static-pod-flags.ts';

const block = `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: etcd
    command:
    - etcd # the program
    - --name=cp-1
    # who belongs to it
    - --initial-cluster=cp-1=https://10.0.0.1:2380,cp-2=https://10.0.0.2:2380 # at first
    - "--data-dir=/var/lib/etcd"
    image: registry.k8s.io/etcd:3.6.5-0
`;

const flow = `{
  spec: { containers: [{
    name: "etcd",
    command: ["etcd", "--name=cp-1", "--force-new-cluster"],
  }] },
}
`;

describe('Flags of a static pod', () => {
	it('are added behind the program, and taken away again to the last byte', () => {
		const forced = withEtcdFlags(block, { 'force-new-cluster': true });
		assert.equal(forced, block.replace('# the program\n', '# the program\n    - --force-new-cluster\n'));
		assert.equal(withEtcdFlags(forced ?? '', { 'force-new-cluster': undefined }), block);
	});

	it('are replaced where they stand, with their comments and quotes', () => {
		const changed = withEtcdFlags(block, { 'initial-cluster': 'cp-1=https://10.0.0.9:2380', 'data-dir': '/data' });
		assert.equal(
			changed,
			block.replace(/cp-1=https.*2380 #/, 'cp-1=https://10.0.0.9:2380 #').replace('/var/lib/etcd', '/data'),
		);
	});

	it('are changed in a flow too', () => {
		const changed = withEtcdFlags(flow, { 'force-new-cluster': undefined, 'initial-cluster-state': 'existing' });
		assert.deepEqual(etcdFlagsOf(changed ?? ''), { name: 'cp-1', 'initial-cluster-state': 'existing' });
	});

	it('are left alone where the command is a script, or nothing is a manifest', () => {
		assert.equal(withEtcdFlags(block.replace('- etcd #', '- sh #'), { name: 'x' }), undefined);
		assert.equal(withEtcdFlags('a: [', { name: 'x' }), undefined);
	});
});
