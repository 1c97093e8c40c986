import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executePlan, resumePlan, type Door } from '../../../src/app/execute-plan.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import { lineOf, parseJournal, type JournalEntry } from '../../../src/operations/journal.ts';
import type { Plan } from '../../../src/operations/plan.ts';
import { conditionOf, notedExecutors, planOf, stepOf, unlocked, yesHost } from '../../support/plans.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('The execution of a plan', () => {
	let folder: string;
	beforeEach(() => (folder = makeTempDir('plans')));
	afterEach(() => removeTempDir(folder));

	const doorOf = (executors: Door['executors'], more: Partial<Door> = {}): Door => ({
		connection: unlocked,
		secrets: {},
		folder,
		...(executors && { executors }),
		...more,
	});
	const journalPath = (plan: Plan) => join(folder, 'plans', `${plan.id}.jsonl`);
	const journalOf = (plan: Plan) => parseJournal(readFileSync(journalPath(plan), 'utf8'));
	const kindsIn = (plan: Plan) =>
		journalOf(plan)?.entries.map(entry => ('step' in entry ? `${entry.kind} ${entry.step}` : entry.kind));

	it('shows, asks by the name of the cluster, executes in order and keeps a journal', async () => {
		const plan = planOf([stepOf(1), stepOf(2, { precheck: conditionOf(20), postcheck: conditionOf(21) })]);
		const { did, executors } = notedExecutors();
		const host = yesHost();
		assert.deepEqual(await executePlan(plan, doorOf(executors), host), { outcome: 'completed' });
		assert.deepEqual(did, ['act 1', 'ask 20', 'act 2', 'ask 21']);
		assert.match(host.shown.join(), /etcdctl compact 2/);
		assert.deepEqual(host.asked[0]?.question, 'Compact on the cluster test?');
		assert.equal(host.asked[0]?.wanted, undefined);
		assert.deepEqual(kindsIn(plan), ['plan', 'approved', 'before s1', 'after s1', 'before s2', 'after s2', 'end']);
		assert.equal(statSync(journalPath(plan)).mode & 0o777, 0o600);
		assert.equal(statSync(join(folder, 'plans')).mode & 0o777, 0o700);
	});

	it('does nothing on a locked connection, and asks nothing', async () => {
		const { did, executors } = notedExecutors();
		for (const access of [undefined, 'read-only'] as const) {
			const { access: _, ...locked } = unlocked;
			const host = yesHost();
			const door = doorOf(executors, { connection: { ...locked, ...(access && { access }) } });
			await assert.rejects(executePlan(planOf([stepOf(1)]), door, host), /read-only/);
			assert.deepEqual([did, host.asked], [[], []]);
		}
	});

	it('does nothing without a yes', async () => {
		const { did, executors } = notedExecutors();
		const host = yesHost({ approve: async () => ({ approved: false }) });
		assert.deepEqual(await executePlan(planOf([stepOf(1)]), doorOf(executors), host), { outcome: 'refused' });
		assert.deepEqual(did, []);
	});

	it('wants the name of a production cluster typed, by the plan or by the connection', async () => {
		const { did, executors } = notedExecutors();
		const production = { ...planOf([stepOf(1)]).cluster, isProduction: true };
		const plans: readonly (readonly [Plan, Partial<Door>])[] = [
			[planOf([stepOf(1)], { cluster: production }), {}],
			[planOf([stepOf(1)]), { connection: { ...unlocked, isProduction: true } }],
		];
		for (const [index, [plan, more]] of plans.entries()) {
			const sloppy = yesHost({ approve: async () => ({ approved: true, typed: 'tset' }) });
			await assert.rejects(executePlan(plan, doorOf(executors, more), sloppy), ExpectedError);
			assert.deepEqual(did, []);
			const host = yesHost();
			assert.equal(
				(await executePlan({ ...plan, id: `plan-${index}` }, doorOf(executors, more), host)).outcome,
				'completed',
			);
			assert.equal(host.asked[0]?.wanted, 'test');
			did.length = 0;
		}
	});

	it('stops where a precheck does not hold, and says why', async () => {
		const plan = planOf([stepOf(1), stepOf(2, { precheck: conditionOf(20) }), stepOf(3)]);
		const { did, executors } = notedExecutors(revision => revision !== 20);
		const end = await executePlan(plan, doorOf(executors), yesHost());
		assert.equal(end.outcome, 'failed');
		assert.match('told' in end ? end.told : '', /20 false/);
		assert.deepEqual(did, ['act 1', 'ask 20']);
	});

	it('stops where a condition cannot be asked: that is not "it holds"', async () => {
		const plan = planOf([stepOf(1, { doneWhen: conditionOf(10) })]);
		const { did, executors } = notedExecutors(() => {
			throw new ExpectedError('nobody answers');
		});
		assert.equal((await executePlan(plan, doorOf(executors), yesHost())).outcome, 'failed');
		assert.deepEqual(did, ['ask 10']);
	});

	it('leaves out what is done already, and still waits for the postcheck', async () => {
		const plan = planOf([
			stepOf(1, { doneWhen: conditionOf(10), precheck: conditionOf(11), postcheck: conditionOf(12) }),
		]);
		const { did, executors } = notedExecutors();
		const host = yesHost();
		await executePlan(plan, doorOf(executors), host);
		assert.deepEqual(did, ['ask 10', 'ask 12']);
		assert.deepEqual(host.ends, ['s1 was-done']);
	});

	it('waits until a postcheck holds, and fails when its time is over', async () => {
		let asked = 0;
		const { executors } = notedExecutors(() => ++asked >= 2);
		assert.equal(
			(await executePlan(planOf([stepOf(1, { postcheck: conditionOf(1) })]), doorOf(executors), yesHost())).outcome,
			'completed',
		);
		const never = notedExecutors(() => false);
		const plan = planOf([stepOf(1, { postcheck: conditionOf(1), timeoutMs: 1 })], { id: 'never' });
		assert.equal((await executePlan(plan, doorOf(never.executors), yesHost())).outcome, 'failed');
	});

	it('does not wait for an executor that does not keep its time', async () => {
		const { executors } = notedExecutors();
		const hanging = {
			etcd: { ask: async () => ({ holds: true, told: '' }), act: () => new Promise<undefined>(() => undefined) },
		};
		const end = await executePlan(
			planOf([stepOf(1, { timeoutMs: 20 })]),
			doorOf({ ...executors, ...hanging }),
			yesHost(),
		);
		assert.equal(end.outcome, 'failed');
	});

	it('stops between steps when the user cancels, and goes on from there', async () => {
		const abort = new AbortController();
		const plan = planOf([stepOf(1), stepOf(2)]);
		const { did, executors } = notedExecutors();
		const host = yesHost({ signal: abort.signal, ended: () => abort.abort() });
		const end = await executePlan(plan, doorOf(executors), host);
		assert.equal(end.outcome, 'cancelled');
		assert.deepEqual(did, ['act 1']);
		assert.deepEqual(await resumePlan(plan.id, doorOf(executors), yesHost()), { outcome: 'completed' });
		assert.deepEqual(did, ['act 1', 'act 2']);
	});

	it('asks the user for what is done by hand', async () => {
		const action = { kind: 'manual', instructions: ['Edit the file.'] } as const;
		const plan = planOf([stepOf(1, { action }), stepOf(2)]);
		const { did, executors } = notedExecutors();
		const unwilling = yesHost({ byHand: async () => false });
		assert.equal((await executePlan(plan, doorOf(executors), unwilling)).outcome, 'cancelled');
		assert.deepEqual(did, []);
		assert.equal((await resumePlan(plan.id, doorOf(executors), yesHost())).outcome, 'completed');
		assert.deepEqual(did, ['act 2']);
	});

	it('refuses a kind of step that nobody can execute', async () => {
		const end = await executePlan(planOf([stepOf(1)]), doorOf({}), yesHost());
		assert.equal(end.outcome, 'failed');
	});

	describe('after a crash', () => {
		/** As the disk looks when the process ended after that many lines. */
		function crashAfter(plan: Plan, entries: readonly JournalEntry[], torn = ''): void {
			writeFileSync(journalPath(plan), entries.map(lineOf).join('') + torn);
		}

		async function journaled(plan: Plan): Promise<readonly JournalEntry[]> {
			const { executors } = notedExecutors(() => false);
			await executePlan(plan, doorOf(executors), yesHost());
			return journalOf(plan)?.entries ?? [];
		}

		it('comes to the same end from wherever it was cut, and repeats only the step under way', async () => {
			const plan = planOf([stepOf(1), stepOf(2), stepOf(3)]);
			const entries = await journaled(plan);
			for (let lines = 1; lines <= entries.length; lines++) {
				const kept = entries.slice(0, lines);
				crashAfter(plan, kept, '{"kind":"aft');
				const done = kept.filter(({ kind }) => kind === 'after').length;
				const { did, executors } = notedExecutors();
				assert.equal((await resumePlan(plan.id, doorOf(executors), yesHost())).outcome, 'completed');
				assert.deepEqual(did, ['act 1', 'act 2', 'act 3'].slice(done), `cut after ${lines} lines`);
				assert.equal(kindsIn(plan)?.at(-1), 'end');
			}
		});

		it('asks whether a step is done that must not be repeated', async () => {
			const plan = planOf([stepOf(1, { canRepeat: false, doneWhen: conditionOf(10) })]);
			const entries = await journaled(plan);
			for (const [wasDone, expected] of [
				[true, ['ask 10']],
				[false, ['ask 10', 'act 1']],
			] as const) {
				crashAfter(plan, entries.slice(0, 3));
				const { did, executors } = notedExecutors(() => wasDone);
				assert.equal((await resumePlan(plan.id, doorOf(executors), yesHost())).outcome, 'completed');
				assert.deepEqual(did, expected);
			}
		});

		it('stops at a step that must not be repeated when nobody can tell', async () => {
			const plan = planOf([stepOf(1, { canRepeat: false })]);
			crashAfter(plan, (await journaled(plan)).slice(0, 3));
			const { did, executors } = notedExecutors();
			assert.equal((await resumePlan(plan.id, doorOf(executors), yesHost())).outcome, 'failed');
			assert.deepEqual(did, []);
		});

		it('asks for approval again, and shows what is done', async () => {
			const plan = planOf([stepOf(1), stepOf(2)]);
			crashAfter(plan, (await journaled(plan)).slice(0, 5));
			const { executors } = notedExecutors();
			const host = yesHost();
			await resumePlan(plan.id, doorOf(executors), host);
			assert.equal(host.asked.length, 1);
			assert.match(host.shown.join(), /Step 1 \(done\)[\s\S]*Step 2 \(begun, end unknown\)/);
		});
	});

	it('never executes two plans of one cluster at once', async () => {
		const first = planOf([stepOf(1)], { id: 'first' });
		const second = planOf([stepOf(2)], { id: 'second' });
		const { did, executors } = notedExecutors();
		const slow: Door['executors'] = {
			etcd: {
				ask: async () => ({ holds: true, told: '' }),
				act: async () => {
					await assert.rejects(executePlan(second, doorOf(executors), yesHost()), /plan first is being executed/);
					return undefined;
				},
			},
		};
		assert.equal((await executePlan(first, doorOf(slow), yesHost())).outcome, 'completed');
		assert.deepEqual(did, []);
		assert.equal((await executePlan(second, doorOf(executors), yesHost())).outcome, 'completed');
	});

	it('takes over the lock of a process that is gone', async () => {
		const plan = planOf([stepOf(1)]);
		writeFileSync(join(folder, `${plan.cluster.id}.lock`), '999999999 dead\n');
		const { executors } = notedExecutors();
		assert.equal((await executePlan(plan, doorOf(executors), yesHost())).outcome, 'completed');
	});

	it('refuses a journal that is damaged before its end', async () => {
		const plan = planOf([stepOf(1)]);
		const { executors } = notedExecutors();
		await executePlan(plan, doorOf(executors), yesHost());
		appendFileSync(journalPath(plan), 'no JSON\n{"kind":"end"}\n');
		await assert.rejects(resumePlan(plan.id, doorOf(executors), yesHost()), ExpectedError);
		await assert.rejects(resumePlan('../../etc', doorOf(executors), yesHost()), ExpectedError);
		await assert.rejects(resumePlan('no-such', doorOf(executors), yesHost()), ExpectedError);
	});
});
