import assert from 'node:assert/strict';
import { ClusterBusy } from '../../../src/adapters/files/plan-lock.ts';
import { SnapshotSchedule } from '../../../src/app/snapshots/schedule.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('Scheduled snapshots', () => {
	let now: number;
	let saved: string[];
	let failures: string[];
	let newest: Record<string, number>;
	let trouble: Error | undefined;
	let everyMs: Record<string, number>;
	let schedule: SnapshotSchedule;

	beforeEach(() => {
		now = Date.parse('2026-08-20T12:00:00Z');
		[saved, failures, newest, trouble, everyMs] = [[], [], {}, undefined, { prod: 12 * hour }];
		schedule = new SnapshotSchedule({
			now: () => now,
			scheduled: () => Object.entries(everyMs).map(([name, each]) => ({ name, everyMs: each })),
			newestOf: async name => newest[name],
			save: async name => {
				saved.push(name);
				if (trouble) {
					throw trouble;
				}
				newest[name] = now;
			},
			failed: (name, error) => void failures.push(`${name}: ${String(error)}`),
		});
	});

	const lookAfter = (ms: number) => {
		now += ms;
		return schedule.look();
	};

	it('saves nothing that nobody asked for', async () => {
		everyMs = {};
		await schedule.look();
		assert.deepEqual(saved, []);
	});

	it('saves the first at once and the next when the time has passed', async () => {
		await schedule.look();
		await lookAfter(12 * hour - minute);
		assert.deepEqual(saved, ['prod']);
		await lookAfter(minute);
		assert.deepEqual(saved, ['prod', 'prod']);
	});

	it('counts what was saved elsewhere meanwhile', async () => {
		newest = { prod: now - 11 * hour };
		await schedule.look();
		assert.deepEqual(saved, []);
		await lookAfter(hour);
		assert.deepEqual(saved, ['prod']);
	});

	it('tells a failure once, waits a quarter of an hour, and tells the next after a success again', async () => {
		trouble = new Error('no member answers');
		await schedule.look();
		await lookAfter(14 * minute);
		assert.equal(saved.length, 1);
		await lookAfter(minute);
		assert.equal(saved.length, 2);
		assert.deepEqual(failures, ['prod: Error: no member answers']);
		trouble = undefined;
		await lookAfter(15 * minute);
		trouble = new Error('again');
		await lookAfter(12 * hour);
		assert.deepEqual(failures, ['prod: Error: no member answers', 'prod: Error: again']);
	});

	it('tries again at once when what it depends on was changed', async () => {
		trouble = new Error('read-only');
		await schedule.look();
		trouble = undefined;
		schedule.forgive();
		await schedule.look();
		assert.equal(saved.length, 2);
	});

	it('says nothing where another window is at it, and looks again', async () => {
		trouble = new ClusterBusy('another plan');
		await schedule.look();
		trouble = undefined;
		await lookAfter(minute);
		assert.deepEqual(failures, []);
		assert.equal(saved.length, 2);
	});

	it('goes on with the next cluster after a failure, and never looks twice at a time', async () => {
		everyMs = { prod: hour, test: hour };
		trouble = new Error('refused');
		await Promise.all([schedule.look(), schedule.look()]);
		assert.deepEqual(saved, ['prod', 'test']);
	});
});
