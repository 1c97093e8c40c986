import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { toJson } from '../../../src/core/report/json.ts';
import { endpoints, factsOf, silent } from '../../support/facts.ts';
import { runOf, withReport } from './sample-run.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8'));
// The assertion holds because it is the schema of an object, which is all that the compiler wants to know.
const validate = new Ajv({ allErrors: true }).compile(schema as object);

function problemsOf(text: string): unknown {
	return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe('the JSON report', () => {
	it('keeps its schema, healthy or not', () => {
		const broken = factsOf({ statuses: endpoints.map((_, index) => silent(index, 'tcp', 'refused')) });
		for (const facts of [factsOf(), broken, {}]) {
			assert.deepEqual(problemsOf(toJson(runOf(facts).report, '1.2.3')), []);
		}
	});

	it('keeps its schema with a location and notes', () => {
		const run = runOf(factsOf());
		const report = withReport(run, {
			notes: ['TLS was not verified.'],
			verdicts: [
				{
					check: 'etcd/plain-http',
					verdict: {
						kind: 'failed',
						findings: [
							{
								check: 'etcd/plain-http',
								message: 'm',
								remedy: 'r',
								severity: 'warning',
								subject: { kind: 'file', document: 'etcd.yaml' },
								location: { file: 'etcd.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 },
							},
						],
					},
				},
			],
		}).report;
		assert.deepEqual(problemsOf(toJson(report, '1.2.3')), []);
	});

	it('has a schema that refuses what the contract does not allow', () => {
		const good = JSON.parse(toJson(runOf(factsOf()).report, '1.2.3')) as Record<string, unknown>;
		for (const bad of [
			{ ...good, schemaVersion: 2 },
			{ ...good, takenAt: 1234 },
			{ ...good, verdicts: [{ check: 'etcd/x', verdict: 'failed' }] },
			{ ...good, verdicts: [{ check: 'etcd/x', verdict: 'unknown' }] },
			{ ...good, members: [{ id: 'XYZ', name: '', endpoint: '', role: 'leader', reachable: true }] },
		]) {
			assert.notDeepEqual(problemsOf(JSON.stringify(bad)), []);
		}
	});
});
