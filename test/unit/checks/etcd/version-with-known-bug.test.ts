import assert from 'node:assert/strict';
import check from '../../../../src/checks/etcd/version-with-known-bug.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import {
	each,
	except,
	factsOf,
	findingsIn,
	ids,
	isQuiet,
	onlyFinding,
	silent,
	statusOf,
	unknownReason,
} from '../../../support/facts.ts';

function running(...texts: readonly string[]): Facts {
	return factsOf({ statuses: each(i => statusOf(i, { version: texts[i] ?? texts[0] ?? '' })) });
}

describe('etcd/version-with-known-bug', () => {
	it('passes on a version without any', () => {
		isQuiet(check, running('3.7.1'));
	});

	it('only informs of what no patch of the line mends', () => {
		const finding = onlyFinding(check, running('3.6.14'));
		assert.equal(finding.severity, 'info');
		assert.match(finding.message, /3\.7\.1 has all of them mended/);
	});

	it('calls ruined data an error, tells the worst three and where they end', () => {
		const finding = onlyFinding(check, running('3.5.2'));
		assert.equal(finding.severity, 'error');
		assert.match(
			finding.message,
			/etcd 3\.5\.2 \(m0, m1, m2\) has known bugs: a crash under load.*; .*; .*; and \d+ more/,
		);
		assert.match(finding.message, /3\.5\.33 has all but 1 of them mended, 3\.7\.1 all/);
		assert.deepEqual(finding.subject, { kind: 'cluster' });
	});

	it('warns of the rest', () => {
		assert.equal(onlyFinding(check, running('3.6.10')).severity, 'warning');
	});

	it('speaks once for each version', () => {
		const findings = findingsIn(check, running('3.6.10', '3.5.30', '3.5.30'));
		assert.deepEqual(findings.map(({ message }) => /etcd (\S+)/.exec(message)?.[1]).sort(), ['3.5.30', '3.6.10']);
		assert.ok(findings.some(({ subject }) => subject.kind === 'member' && subject.id === ids[0]));
	});

	it('does not know of a silent member', () => {
		const { statuses } = running('3.7.1');
		assert.match(
			unknownReason(check, factsOf({ statuses: except(statuses, 1, silent(1, 'tcp', 'refused')) })),
			/m1 .*refused/,
		);
	});
});
