import assert from 'node:assert/strict';
import { clusterChecks } from '../../../src/checks/kubernetes/index.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { KubeObject } from '../../../src/core/kubernetes.ts';
import { podOf } from '../../support/kubernetes-objects.ts';

const about = { name: '', takenAt: 0 };

/** What checks of the pods of the control plane come to. */
function verdictsOf(objects: readonly KubeObject[], ...names: string[]): string[] {
	const facts = { pods: { served: true, objects }, now: Date.now() };
	const checks = clusterChecks.filter(({ id }) => names.includes(id.replace('kubernetes/', '')));
	assert.equal(checks.length, names.length);
	return diagnose(checks, { facts, gaps: {} }, defaultSettings, about).verdicts.map(({ verdict }) => verdict.kind);
}

describe('Pods of the control plane that are not to be seen', () => {
	it('are well in no verdict: a provider hides them, or they are none', () => {
		const names = [
			...['etcd-client-auth-off', 'etcd-probe-kills', 'etcd-pod-restarted', 'etcd-upgrade-trap', 'etcd-unsafe-flag'],
			...['etcd-data-not-mounted', 'control-plane-pod-crashing', 'control-plane-pods-differ', 'control-plane-skew'],
		];
		assert.deepEqual(new Set(verdictsOf([], ...names)), new Set(['notApplicable']));
	});

	it('nor are flags that are in a file of the node, as RKE2 keeps them', () => {
		const rke2 = podOf('etcd-n1', {
			namespace: 'kube-system',
			node: 'n1',
			meta: { labels: { component: 'etcd', tier: 'control-plane' } },
			container: { name: 'etcd', command: ['etcd', '--config-file=/var/lib/rancher/rke2/server/db/etcd/config'] },
		});
		const names = ['etcd-client-auth-off', 'etcd-unsafe-flag', 'etcd-data-not-mounted'];
		assert.deepEqual(new Set(verdictsOf([rke2], ...names)), new Set(['unknown']));
	});
});
