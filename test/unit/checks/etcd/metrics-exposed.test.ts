import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/metrics-exposed.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	each,
	factsOf,
	isQuiet,
	metricsOf,
	onlyFinding,
	samplesOf,
	silent,
	unknownReason,
} from '../../../support/facts.ts';

/** Where m1 serves its metrics; the others do so at their client URLs. */
const servedAt = (url: string): Facts => {
	const windows = each(i => ({ ...metricsOf(samplesOf(), undefined, i), ...(i === 1 && { url }) }));
	return factsOf({ metrics: windows });
};

describe('etcd/metrics-exposed', () => {
	it('is silent on loopback, behind TLS, and at the client URL', () => {
		isQuiet(check, factsOf());
		isQuiet(check, servedAt('http://127.0.0.1:2381/metrics'));
		isQuiet(check, servedAt('https://10.0.0.2:2381/metrics'));
	});

	it('speaks of an address of the network', () => {
		const finding = onlyFinding(check, servedAt('http://10.0.0.2:2381/metrics'));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /^m1 .* at http:\/\/10\.0\.0\.2:2381\/metrics without TLS/);
	});

	it('does not know where none were found', () => {
		assert.match(unknownReason(check, factsOf({ metrics: each(i => i).map((_, i) => silent(i)) })), /refused/);
	});
});
