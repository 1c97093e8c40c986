import assert from 'node:assert/strict';
import { quotaPlaces } from '../../../src/app/maintenance.ts';
import type { LiveMember } from '../../../src/operations/cluster-state.ts';
import { memberOf } from '../../support/cluster-state.ts';

/** As kubeadm writes it; the quota is in the line 10. */
const podOf = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  labels: { component: etcd }
spec:
  containers:
    - command:
        - etcd
        - --name=${name}
        - --quota-backend-bytes=2147483648
      name: etcd
`;

describe('Where the quota of a member is written', () => {
	// Of the state that a plan is made for; nothing but the name is looked at.
	const member = (number: number) => memberOf(number) as LiveMember;

	it('is the line of its own manifest, however many there are', () => {
		const placeOf = quotaPlaces([0, 1].map(number => ({ path: `etcd-${number}.yaml`, text: podOf(`m${number}`) })));
		assert.equal(placeOf(member(0)), 'etcd-0.yaml:10');
		assert.equal(placeOf(member(1)), 'etcd-1.yaml:10');
	});

	it('is nowhere where no file tells', () => {
		assert.equal(quotaPlaces([])(member(0)), undefined);
		assert.equal(quotaPlaces([{ path: 'a.yaml', text: 'a: b\n' }])(member(0)), undefined);
	});
});
