import assert from 'node:assert/strict';
import deviceUnhealthy from '../../../../src/checks/kubernetes/device-unhealthy.ts';
import { defaultSettings } from '../../../../src/core/check.ts';
import { diagnose } from '../../../../src/core/diagnose.ts';
import { factsOf } from '../../../support/facts.ts';
import { listingOf } from '../../../support/kubernetes-facts.ts';
import { podOf } from '../../../support/kubernetes-objects.ts';

describe('kubernetes/device-unhealthy', () => {
	it('does not pass a device of which nobody tells how it is', () => {
		const resources = [{ resourceID: 'gpu-0', health: 'Unknown' }];
		const pod = podOf('train', { running: { allocatedResourcesStatus: [{ name: 'vendor.example/gpu', resources }] } });
		const about = { name: '', takenAt: 0 };
		const facts = factsOf({ pods: listingOf(pod) });
		const { verdicts } = diagnose([deviceUnhealthy], { facts, gaps: {} }, defaultSettings, about);
		assert.match(JSON.stringify(verdicts), /"unknown".*nobody tells how .* of main are: vendor.example\/gpu gpu-0/);
	});
});
