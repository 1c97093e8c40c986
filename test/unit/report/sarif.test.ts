import assert from 'node:assert/strict';
import type { Verdict } from '../../../src/core/finding.ts';
import { toSarif, uriOf } from '../../../src/core/report/sarif.ts';
import { factsOf } from '../../support/facts.ts';
import { runOf, withReport } from './sample-run.ts';

interface Log {
	readonly runs: readonly {
		readonly tool: {
			readonly driver: {
				readonly rules: readonly { readonly id: string; readonly help?: { readonly text: string } }[];
			};
		};
		readonly columnKind: string;
		readonly invocations: readonly { readonly toolExecutionNotifications: readonly Record<string, unknown>[] }[];
		readonly results: readonly Record<string, unknown>[];
	}[];
}

function sarifOf(
	verdicts: readonly { readonly check: string; readonly verdict: Verdict }[],
	notes: readonly string[] = [],
) {
	const run = withReport(runOf(factsOf()), { verdicts, notes });
	// The shape is what these tests look at, field by field.
	const { runs } = JSON.parse(toSarif(run, '1.2.3')) as Log;
	assert.equal(runs.length, 1);
	const [only] = runs;
	assert.ok(only);
	return only;
}

const base = { check: 'etcd/plain-http', message: 'It is plain.', remedy: 'Use TLS.' };

describe('SARIF', () => {
	it('names the rule, the level and the region of a placed finding', () => {
		const location = { file: 'k8s/etcd.yaml', line: 3, column: 5, endLine: 4, endColumn: 9 };
		const subject = { kind: 'member', id: 'abc', name: 'm0', endpoint: 'http://10.0.0.1:2379' } as const;
		const { results, tool, columnKind } = sarifOf([
			{ check: 'etcd/quorum-lost', verdict: { kind: 'passed' } },
			{ check: base.check, verdict: { kind: 'failed', findings: [{ ...base, severity: 'info', subject, location }] } },
		]);
		assert.equal(columnKind, 'utf16CodeUnits');
		assert.deepEqual(results, [
			{
				ruleId: 'etcd/plain-http',
				ruleIndex: 1,
				level: 'note',
				message: { text: 'It is plain. Use TLS.' },
				locations: [
					{
						physicalLocation: {
							artifactLocation: { uri: 'k8s/etcd.yaml' },
							region: { startLine: 3, startColumn: 5, endLine: 4, endColumn: 9 },
						},
						logicalLocations: [{ kind: 'member', name: 'm0', fullyQualifiedName: 'abc' }],
					},
				],
				partialFingerprints: { 'checkAndSubject/v1': 'etcd/plain-http member abc' },
			},
		]);
		assert.equal(tool.driver.rules[1]?.id, 'etcd/plain-http');
		assert.notEqual(tool.driver.rules[1]?.help?.text, undefined);
	});

	it('places a finding of the cluster without a file', () => {
		const finding = { ...base, severity: 'error', subject: { kind: 'cluster' } } as const;
		const { results } = sarifOf([{ check: base.check, verdict: { kind: 'failed', findings: [finding] } }]);
		assert.equal(results[0]?.['level'], 'error');
		assert.deepEqual(results[0]?.['locations'], [
			{ logicalLocations: [{ kind: 'cluster', name: 'prod', fullyQualifiedName: 'cdf818194e3a8c32' }] },
		]);
	});

	it('tells what was not seen as notifications, each with its check', () => {
		const { invocations, results } = sarifOf(
			[{ check: base.check, verdict: { kind: 'unknown', missing: ['statuses'], reason: 'Nobody answered.' } }],
			['TLS was not verified.'],
		);
		assert.deepEqual(results, []);
		assert.deepEqual(invocations[0]?.toolExecutionNotifications, [
			{
				descriptor: { id: 'etcd/plain-http' },
				associatedRule: { id: 'etcd/plain-http', index: 0 },
				level: 'warning',
				message: { text: 'Nobody answered.' },
			},
			{ level: 'note', message: { text: 'TLS was not verified.' } },
		]);
	});

	it('writes paths as URI references', () => {
		assert.equal(uriOf('a b/é#.yaml'), 'a%20b/%C3%A9%23.yaml');
		assert.equal(uriOf('/etc/x.yaml'), 'file:///etc/x.yaml');
		assert.equal(uriOf('C:\\k\\x y.yaml'), 'file:///C:/k/x%20y.yaml');
		assert.equal(uriOf('dir\\x.yaml'), 'dir/x.yaml');
		assert.equal(uriOf('file:///etc/x.yaml'), 'file:///etc/x.yaml');
	});
});
