import assert from 'node:assert/strict';
import { severities } from '../../../src/core/finding.ts';
import { compareVersions, minorOf, parseVersion, type Version } from '../../../src/core/version.ts';
import { knownBugs, knownBugsOf } from '../../../src/schema/known-bugs.ts';

function version(text: string): Version {
	const parsed = parseVersion(text);
	assert.ok(parsed, text);
	return parsed;
}

function bugsOf(text: string): string[] {
	return knownBugsOf(version(text)).bugs.map(({ what }) => what());
}

describe('known bugs', () => {
	it('have ranges that are not empty, do not overlap, and end in a release that exists', () => {
		for (const { what, ranges } of knownBugs) {
			ranges.forEach(([from, end], index) => {
				assert.ok(compareVersions(version(from), version(end)) < 0, what());
				const next = ranges[index + 1];
				assert.ok(!next || compareVersions(version(end), version(next[0])) <= 0, what());
			});
		}
	});

	it('end exactly with the fix', () => {
		const crash = /crash under load/;
		assert.match(bugsOf('3.5.0').join(), crash);
		assert.match(bugsOf('3.5.2').join(), crash);
		assert.doesNotMatch(bugsOf('3.5.3').join(), crash);
		assert.doesNotMatch(bugsOf('3.4.20').join(), crash);
		const snapshot = /snapshot applied during a defragmentation/;
		for (const [last, fixed] of [
			['3.4.37', '3.4.38'],
			['3.5.22', '3.5.23'],
			['3.6.4', '3.6.5'],
		] as const) {
			assert.match(bugsOf(last).join(), snapshot);
			assert.doesNotMatch(bugsOf(fixed).join(), snapshot);
		}
	});

	it('come gravest first', () => {
		const grades = knownBugsOf(version('3.5.0')).bugs.map(({ severity }) => severities.indexOf(severity));
		assert.deepEqual(grades, grades.toSorted());
		assert.equal(new Set(grades).size, 3);
	});

	it('name the best patch of the line and the version without any', () => {
		for (const text of ['3.4.10', '3.5.0', '3.5.20', '3.6.2', '3.7.0']) {
			const { patch, fixedIn } = knownBugsOf(version(text));
			assert.deepEqual(knownBugsOf(version(fixedIn)).bugs, [], text);
			assert.ok(patch, text);
			assert.equal(minorOf(version(patch.version)), minorOf(version(text)));
			assert.equal(bugsOf(patch.version).length, patch.remaining, text);
		}
		assert.equal(knownBugsOf(version('3.6.14')).patch, undefined);
	});

	it('are none in a version that the table does not know', () => {
		assert.deepEqual(bugsOf('3.7.1'), []);
		assert.deepEqual(bugsOf('3.9.0'), []);
	});
});
