import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { importForeign, type ForeignFile } from '../../../src/app/import.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import type { Report } from '../../../src/core/diagnose.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import { now } from '../../support/facts.ts';

const options = { settings: defaultSettings, only: [] };

function sample(version: string, name: string): ForeignFile {
	const text = readFileSync(new URL(`samples/${version}/${name}.json`, import.meta.url), 'utf8');
	return { path: `${name}.json`, text, writtenAt: now };
}

function file(value: unknown, path = 'x.json'): ForeignFile {
	return { path, text: typeof value === 'string' ? value : JSON.stringify(value), writtenAt: now };
}

function idsOf(report: Report, kind: string): string[] {
	return report.verdicts.filter(({ verdict }) => verdict.kind === kind).map(({ check }) => check);
}

/** Real outputs of three members, and of the same with one gone. */
for (const version of ['3.4', '3.5', '3.6']) {
	describe(`the output of etcdctl ${version}`, () => {
		const all = ['members', 'status', 'hashkv', 'health', 'alarms'].map(name => sample(version, name));

		it('is one import: who they are, what they hold, whole ids', () => {
			const { report, collected } = importForeign(all, options);
			assert.equal(report.members.length, 3);
			assert.deepEqual(report.members.map(({ role }) => role).sort(), ['follower', 'follower', 'leader']);
			for (const member of report.members) {
				assert.match(member.id, /^[0-9a-f]{14,16}$/);
				assert.ok(all[0]?.text.includes(`"ID":${BigInt(`0x${member.id}`)},`), member.id);
				assert.match(member.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
				assert.match(member.version ?? '', new RegExp(`^${version}\\.`));
			}
			const passed = idsOf(report, 'passed');
			for (const id of ['etcd/data-differs', 'etcd/alarm-nospace', 'etcd/member-unreachable', 'etcd/quorum-lost']) {
				assert.ok(passed.includes(id), id);
			}
			assert.equal(collected.facts.linearizableReads?.length, 3);
		});

		it('is unknown where it holds nothing, and says so', () => {
			const { report, collected } = importForeign(all, options);
			const unknown = idsOf(report, 'unknown');
			for (const id of [
				'etcd/slow-wal-fsync',
				'etcd/clock-offset',
				'etcd/certificate-expires',
				'etcd/health-failing',
			]) {
				assert.ok(unknown.includes(id), id);
			}
			assert.match(collected.gaps.metrics ?? '', /do not hold/);
			assert.deepEqual(
				report.verdicts.filter(({ check }) => !check.startsWith('etcd/')),
				[],
				'nobody asked a Kubernetes',
			);
			// One member told its list: that the others would tell the same is not known.
			assert.ok(unknown.includes('etcd/member-lists-differ'));
		});

		it('does not pass a member over that etcdctl left out because it was down', () => {
			const files = ['members', 'one-down-status', 'one-down-health'].map(name => sample(version, name));
			const { report, collected } = importForeign(files, options);
			assert.equal(report.members.filter(({ reachable }) => reachable).length, 2);
			for (const id of [
				'etcd/member-unreachable',
				'etcd/tls-refused',
				'etcd/not-etcd',
				'etcd/version-skew',
				'etcd/data-differs',
			]) {
				assert.ok(idsOf(report, 'unknown').includes(id), id);
			}
			const reads = collected.facts.linearizableReads?.map(reply =>
				'silence' in reply ? reply.silence.stage : 'answered',
			);
			assert.deepEqual(reads?.sort(), ['answered', 'answered', 'deadline']);
		});

		it('reads ids printed in hexadecimal', () => {
			const hex = importForeign([sample(version, 'members-hex')], options).collected.facts.memberLists;
			const decimal = importForeign([sample(version, 'members')], options).collected.facts.memberLists;
			const membersOf = (lists: typeof hex) => lists?.flatMap(reply => ('answer' in reply ? reply.answer.members : []));
			assert.equal(membersOf(hex)?.length, 3);
			assert.deepEqual(membersOf(hex), membersOf(decimal));
		});

		it('does not guess whether there was TLS when only bare addresses were printed', () => {
			const { report, collected } = importForeign([sample(version, 'status')], options);
			assert.equal(collected.facts.endpoints, undefined);
			assert.ok(idsOf(report, 'unknown').includes('etcd/plain-http'));
		});
	});
}

describe('importing', () => {
	it('reads alarms', () => {
		const alarms = { header: { cluster_id: 1, member_id: 2 }, alarms: [{ memberID: 2, alarm: 1 }] };
		const { report } = importForeign([sample('3.6', 'members'), sample('3.6', 'status'), file(alarms)], options);
		assert.ok(idsOf(report, 'failed').includes('etcd/alarm-nospace'));
	});

	it('does not compare hashes that two commands before 3.6 may have taken at two revisions', () => {
		const hash = (value: number) =>
			JSON.stringify([
				{
					Endpoint: `127.0.0.1:${value}`,
					HashKV: { header: { cluster_id: 1, member_id: value, revision: 6 }, hash: value },
				},
			]);
		const { report, collected } = importForeign(
			[sample('3.5', 'members'), sample('3.5', 'status'), file(hash(1)), file(hash(2))],
			options,
		);
		assert.equal(collected.facts.hashes, undefined);
		assert.ok(idsOf(report, 'unknown').includes('etcd/data-differs'));
	});

	it('says what each file was taken for, and that they tell no time', () => {
		const { notes, takenAt } = importForeign(
			[sample('3.4', 'alarms'), { ...sample('3.4', 'members'), writtenAt: now - 5 }],
			options,
		).report;
		assert.match(notes[0] ?? '', /alarms\.json.*etcdctl alarm list/);
		assert.match(notes[1] ?? '', /members\.json.*etcdctl member list/);
		assert.equal(takenAt, now);
	});

	it('refuses what it does not know, with the name of the file and a reason', () => {
		const refused: readonly [string, RegExp][] = [
			['not json', /x\.json.*not valid JSON/],
			['{"a": 1}', /x\.json.*neither/],
			['[]', /neither/],
			['null', /neither/],
			['"text"', /neither/],
			['{"format":1,"facts":{}}', /replay it/],
			['[{"Endpoint":"a:1","Status":{}}]', /no header/],
			['[{"Endpoint":"a:1","Status":{"header":{"cluster_id":"zz"}}}]', /header\.cluster_id/],
			['{"header":{"member_id":1},"members":[{"ID":1,"clientURLs":"x"}]}', /clientURLs/],
		];
		for (const [text, message] of refused) {
			assert.throws(
				() => importForeign([file(text)], options),
				error => {
					assert.ok(error instanceof ExpectedError, text);
					assert.match(error.message, message);
					return true;
				},
			);
		}
	});
});
