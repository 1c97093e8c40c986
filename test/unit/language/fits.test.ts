import assert from 'node:assert/strict';
import { isConnectionTo, whereaboutsOf } from '../../../src/language/fits.ts';
import { etcdPod } from '../manifest/sample.ts';
import { cluster, fileOf } from './file-of.ts';

function fits(text: string, ...endpoints: string[]): boolean {
	const where = whereaboutsOf(fileOf(text));
	return where !== undefined && isConnectionTo(where, { endpoints });
}

describe('A connection fits a file', () => {
	it('by the client URLs of a member', () => {
		const pod = etcdPod('--advertise-client-urls=https://10.0.0.1:2379', '--listen-client-urls=http://127.0.0.1:2379');
		assert.ok(fits(pod, 'https://10.0.0.1:2379'));
		assert.ok(fits(pod, '10.0.0.1:12379'));
		assert.ok(fits(pod, 'http://127.0.0.1:2379'));
		assert.ok(!fits(pod, 'http://127.0.0.1:3379'), 'every machine has a loopback');
		assert.ok(!fits(pod, 'https://10.0.0.2:2379'));
	});

	it('by the other members, and by what kubeadm says', () => {
		assert.ok(
			fits(etcdPod('--initial-cluster=a=https://10.0.0.1:2380,b=https://10.0.0.2:2380'), 'https://10.0.0.2:2379'),
		);
		const external = cluster('v1beta4', 'etcd: {external: {endpoints: ["https://e1:2379"]}}');
		assert.ok(fits(external, 'https://e1:2379') && !fits(external, 'https://e2:2379'));
		assert.ok(fits(cluster('v1beta4', 'controlPlaneEndpoint: cp.example.org:6443'), 'https://cp.example.org:2379'));
	});

	it('is not asked of files of no cluster', () => {
		assert.equal(whereaboutsOf(fileOf('services: {}\n')), undefined);
		assert.equal(whereaboutsOf(fileOf(cluster('v1beta4', 'networking: {}'))), undefined);
	});

	it('is told where the first document begins', () => {
		const text = `# a comment\n${cluster('v1beta4', 'controlPlaneEndpoint: a:6443')}`;
		assert.equal(whereaboutsOf(fileOf(text))?.offset, text.indexOf('apiVersion'));
	});
});
