import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { fuzzRuns } from '../../support/fuzz-runs.ts';
import { judgeRun, type Run } from '../../../src/app/diagnose.ts';
import { record, writeRecording } from '../../../src/app/record.ts';
import { replay, replayFile } from '../../../src/app/replay.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import { factShapes } from '../../../src/core/facts-shape.ts';
import { parseRecording } from '../../../src/core/recording.ts';
import { factsOf, now, secureFactsOf, silent } from '../../support/facts.ts';

const options = { settings: defaultSettings, only: [] };
const about = { quorum: '1.2.3', skipVerify: false, anonymize: false };

function run(): Run {
	const { statuses } = secureFactsOf();
	const facts = secureFactsOf({ statuses: [...statuses.slice(0, 2), silent(2, 'tcp', 'refused')] });
	return judgeRun({ facts, gaps: {} }, { name: 'prod' }, options, now);
}

describe('a recording', () => {
	it('replayed gives the very report of the run', () => {
		const original = run();
		assert.deepEqual(replay(record(original, about), options).report, original.report);
	});

	it('remembers that nothing was verified', () => {
		const original = judgeRun({ facts: factsOf(), gaps: {} }, { name: 'prod', skipVerify: true }, options, now);
		const again = replay(record(original, { ...about, skipVerify: true }), options);
		assert.equal(again.skipVerify, true);
		assert.deepEqual(again.report.notes, original.report.notes);
		assert.equal(again.report.notes.length, 1);
	});

	it('keeps the reasons of gaps', () => {
		const { statuses: _statuses, ...facts } = factsOf();
		const original = judgeRun({ facts, gaps: { statuses: 'Nobody came.' } }, { name: '' }, options, now);
		const text = record(original, about);
		assert.match(text, /Nobody came\./);
		assert.deepEqual(replay(text, options).report, original.report);
	});

	it('takes manifests given now instead of the recorded ones', () => {
		const spec = { document: 'etcd.yaml', component: 'etcd', flags: { name: 'm0' } };
		const again = replay(record(run(), about), options, [spec]);
		assert.deepEqual(again.collected.facts.manifests, [spec]);
	});

	it('is read by its owner alone, also where the file was open before', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		const dir = mkdtempSync(join(tmpdir(), 'quorum-'));
		try {
			const path = join(dir, 'run.json');
			writeFileSync(path, 'old');
			chmodSync(path, 0o644);
			await writeRecording(path, record(run(), about));
			assert.equal(statSync(path).mode & 0o777, 0o600);
			assert.equal((await replayFile(path, options)).report.verdicts.length, run().report.verdicts.length);
			await assert.rejects(writeRecording(join(dir, 'no', 'such'), ''), ExpectedError);
			await assert.rejects(replayFile(join(dir, 'none'), options), ExpectedError);
		} finally {
			rmSync(dir, { recursive: true });
		}
	});
});

describe('reading a recording', () => {
	const good = record(run(), about);

	function refusal(text: string): string {
		try {
			parseRecording(text);
		} catch (error) {
			assert.ok(error instanceof ExpectedError, String(error));
			return error.message;
		}
		return assert.fail('was accepted');
	}

	it('says what is wrong with it', () => {
		assert.match(refusal('etcd: yaml'), /not JSON/);
		assert.match(refusal(good.slice(0, 500)), /cut off/);
		assert.match(refusal('{"results": []}'), /no format number/);
		assert.match(refusal(good.replace('"format":1', '"format":7')), /has the format 7.*reads format 1/);
		assert.match(refusal(good.replace('"dbSizeBytes":', '"dbSize":')), /facts\.statuses\[0\]\.answer\.dbSizeBytes/);
		assert.match(refusal(good.replace(/"now":\d+/, '"now":1e300')), /facts\.now/);
	});

	it('passes over facts that a later version may know', () => {
		const later = good.replace('"facts":{', '"facts":{"weather":[1,2],');
		assert.equal('weather' in parseRecording(later).facts, false);
		assert.deepEqual(replay(later, options).report, run().report);
	});

	it('knows the shape of every fact', () => {
		assert.deepEqual(Object.keys(factShapes).sort(), Object.keys(factsOf()).sort());
	});

	it('either refuses a damaged recording or judges it: no check stumbles', () => {
		const whole = JSON.parse(good) as unknown;
		const paths: (readonly (string | number)[])[] = [];
		const walk = (value: unknown, path: readonly (string | number)[]): void => {
			paths.push(path);
			if (typeof value === 'object' && value !== null) {
				Object.entries(value).forEach(([key, item]) => walk(item, [...path, key]));
			}
		};
		walk(whole, []);
		const junk = fc.constantFrom(null, -1, 1e308, '', 'x', '::', 'https://', [], {}, true, [null], undefined);
		fc.assert(
			fc.property(fc.constantFrom(...paths.slice(1)), junk, (path, value) => {
				const copy = structuredClone(whole);
				const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy);
				(parent as Record<string, unknown>)[String(path.at(-1))] = value;
				try {
					replay(JSON.stringify(copy), options);
				} catch (error) {
					assert.ok(error instanceof ExpectedError, String(error instanceof Error ? error.stack : error));
				}
			}),
			fuzzRuns(4000),
		);
	});
});

describe('recordings of real clusters', () => {
	const expected = {
		'healthy-3.6.json': [],
		'one-member-down-3.6.json': ['etcd/member-unreachable', 'etcd/quorum-at-risk'],
	};
	for (const [file, ids] of Object.entries(expected)) {
		it(`${file} gives the errors and warnings it must`, () => {
			const { report } = replay(readFileSync(new URL(`../../recordings/${file}`, import.meta.url), 'utf8'), options);
			const failed = report.verdicts.filter(
				({ verdict }) => verdict.kind === 'failed' && verdict.findings.some(each => each.severity !== 'info'),
			);
			assert.deepEqual(failed.map(({ check }) => check).sort(), ids);
			const passed = report.verdicts.filter(({ verdict }) => verdict.kind === 'passed');
			assert.ok(passed.length >= 8);
		});
	}
});
