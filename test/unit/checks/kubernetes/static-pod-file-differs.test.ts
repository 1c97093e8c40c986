import assert from 'node:assert/strict';
import check from '../../../../src/checks/kubernetes/static-pod-file-differs.ts';
import type { ComponentSpec } from '../../../../src/core/facts.ts';
import { flagsOf, imageOf } from '../../../../src/core/kubernetes-pods.ts';
import type { KubeObject } from '../../../../src/core/kubernetes.ts';
import { factsOf, findingsIn, isQuiet } from '../../../support/facts.ts';
import { kubernetesFactsOf, listingOf } from '../../../support/kubernetes-facts.ts';
import { staticPodOf } from '../../../support/kubernetes-objects.ts';

const etcd = staticPodOf('etcd', 'cp-1');
const server = staticPodOf('kube-apiserver', 'cp-1', { flags: { 'advertise-address': '10.0.0.1', 'event-ttl': '3h' } });

function facts(pods: readonly KubeObject[], ...manifests: readonly ComponentSpec[]) {
	return { ...factsOf({ manifests }), ...kubernetesFactsOf({ pods: listingOf(...pods) }) };
}

/** A file that says what the pod says, and what else. */
function fileOf(pod: KubeObject, component: string, more: Partial<ComponentSpec> = {}): ComponentSpec {
	const version = /:v?(\d+\.\d+\.\d+)/.exec(imageOf(pod))?.[1] ?? '';
	const name = flagsOf(pod)['name'];
	return { document: 'f', component, version, flags: flagsOf(pod), ...(name && { memberName: name }), ...more };
}

const messages = (...args: Parameters<typeof facts>) => findingsIn(check, facts(...args)).map(each => each.message);

describe('kubernetes/static-pod-file-differs', () => {
	it('passes where the files say what runs', () => {
		isQuiet(check, facts([etcd, server], fileOf(etcd, 'etcd'), fileOf(server, 'kube-apiserver')));
	});

	it('tells of each flag that differs or is not there, and of the version', () => {
		const flags = { ...flagsOf(server), 'event-ttl': '1h', 'goaway-chance': '0.001' };
		assert.deepEqual(messages([server], fileOf(server, 'kube-apiserver', { flags, version: '1.30.1' })), [
			`kube-apiserver-cp-1 runs version ${/:v(.*)/.exec(imageOf(server))?.[1]}; the file says 1.30.1.`,
			'kube-apiserver-cp-1 runs with --event-ttl=3h; the file says 1h.',
			'kube-apiserver-cp-1 runs without --goaway-chance; the file says 0.001.',
		]);
	});

	it('points to the flag of the member', () => {
		const flags = { ...flagsOf(etcd), 'quota-backend-bytes': '8589934592' };
		const [finding] = findingsIn(check, facts([etcd], fileOf(etcd, 'etcd', { flags })));
		const anchor = { kind: 'flag', component: 'etcd', flags: ['quota-backend-bytes'], member: 'cp-1' };
		assert.deepEqual(finding?.anchor, anchor);
	});

	it('holds no file against the pod of another node, no gaps, and no files of all nodes', () => {
		const other = fileOf(etcd, 'etcd', { memberName: 'cp-9', flags: { name: 'cp-9' } });
		const elsewhere = fileOf(server, 'kube-apiserver', { flags: { 'advertise-address': '10.0.0.9' } });
		const gap = fileOf(server, 'kube-apiserver', { flags: { 'advertise-address': '10.0.0.1', 'event-ttl': '${TTL}' } });
		const partial = fileOf(etcd, 'etcd', { isPartial: true, version: '3.4.0' });
		assert.deepEqual(messages([etcd, server], other, elsewhere, gap, partial), []);
	});

	it('does not apply without such files', () => {
		isQuiet(check, facts([etcd]), 'notApplicable');
	});
});
