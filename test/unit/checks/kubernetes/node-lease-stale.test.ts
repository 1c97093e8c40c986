import assert from 'node:assert/strict';
import nodeLeaseStale from '../../../../src/checks/kubernetes/node-lease-stale.ts';
import { factsOf, verdictOf } from '../../../support/facts.ts';
import { listingOf } from '../../../support/kubernetes-facts.ts';
import { nodeOf } from '../../../support/kubernetes-objects.ts';

describe('kubernetes/node-lease-stale', () => {
	it('does not pass a node that has no lease', () => {
		const verdict = verdictOf(nodeLeaseStale, factsOf({ nodes: listingOf(nodeOf('w-1')) }));
		assert.match(JSON.stringify(verdict), /"unknown".*w-1 has no lease that was ever renewed/);
	});
});
