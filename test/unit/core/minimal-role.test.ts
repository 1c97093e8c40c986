import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { minimalRole } from '../../../src/core/minimal-role.ts';
import type { Permission } from '../../../src/core/permission.ts';

const list = (resource: string, namespace?: string): Permission => ({
	verbs: ['list'],
	group: '',
	resource,
	...(namespace !== undefined && { namespace }),
});
const forward: Permission = {
	verbs: ['create', 'get'],
	group: '',
	resource: 'pods/portforward',
	namespace: 'kube-system',
	names: ['etcd-cp-1'],
};

/** What it grants: kind, namespace and rules of each role. */
function granted(permissions: readonly Permission[]): unknown[] {
	return parseAllDocuments(minimalRole(permissions, 'jane'))
		.map(document => document.toJS())
		.filter(({ kind }) => !kind.endsWith('Binding'))
		.map(({ kind, metadata, rules }) => [kind, metadata.namespace, rules]);
}

describe('The least role', () => {
	it('is one for each namespace, and one for the cluster', () => {
		const page: Permission = { verbs: ['get'], page: '/metrics' };
		assert.deepEqual(granted([list('pods'), forward, list('nodes'), page, list('pods')]), [
			[
				'ClusterRole',
				undefined,
				[
					{ apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['list'] },
					{ nonResourceURLs: ['/metrics'], verbs: ['get'] },
				],
			],
			[
				'Role',
				'kube-system',
				[
					{
						apiGroups: [''],
						resources: ['pods/portforward'],
						resourceNames: ['etcd-cp-1'],
						verbs: ['create', 'get'],
					},
				],
			],
		]);
	});

	it('is bound to the user, under a name of its own: another grant does not replace it', () => {
		const [role, binding] = parseAllDocuments(minimalRole([forward], 'jane')).map(document => document.toJS());
		assert.deepEqual(binding.subjects, [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'jane' }]);
		assert.equal(binding.roleRef.name, role.metadata.name);
		assert.equal(minimalRole([forward], 'jane'), minimalRole([forward], 'jane'));
		const names = [minimalRole([forward], 'joe'), minimalRole([list('pods', 'kube-system')], 'jane')];
		names.forEach(other => assert.ok(!other.includes(role.metadata.name)));
	});

	it('warns of what opens more than it says, and keeps that apart', () => {
		const text = minimalRole([list('pods'), list('secrets')], 'jane');
		assert.match(text, /^# Whoever may list secrets may read them\.\n/);
		assert.match(text, /resources: \["secrets"\]/);
		assert.match(minimalRole([{ ...forward, resource: 'pods/exec' }]), /^# Whoever may run commands .*\n/);
		assert.doesNotMatch(minimalRole([list('pods')]), /#/);
	});
});
