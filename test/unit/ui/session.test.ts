import assert from 'node:assert/strict';
import { Session } from '../../../src/ui/session.ts';
import { runOf } from './run-of.ts';

describe('The session', () => {
	it('keeps the last two runs of each source', () => {
		const session = new Session();
		const runs = [runOf({ key: 'a' }), runOf({ key: 'a' }), runOf({ key: 'a' }), runOf({ key: 'b' })];
		runs.forEach(run => session.add(run));
		assert.equal(session.latest('a'), runs[2]);
		assert.equal(session.previous('a'), runs[1]);
		assert.equal(session.previous('b'), undefined);
		assert.deepEqual(session.all(), [runs[2], runs[3]]);
	});

	it('lets a second run of a source join the first, and runs of two sources go on side by side', async () => {
		const session = new Session();
		const started: string[] = [];
		const { promise, resolve } = Promise.withResolvers<undefined>();
		const start = (key: string) => () => {
			started.push(key);
			return promise.then(() => runOf({ key }));
		};
		const all = [session.run('a', start('a')), session.run('a', start('a')), session.run('b', start('b'))];
		assert.ok(session.isRunning('a') && session.isRunning('b') && session.isRunning());
		resolve(undefined);
		const [first, second] = await Promise.all(all);
		assert.equal(first, second);
		assert.deepEqual(started, ['a', 'b']);
		assert.equal(session.previous('a'), undefined);
		assert.equal(session.isRunning(), false);
	});

	it('forgets a run that was cancelled or failed, and can be asked again', async () => {
		const session = new Session();
		assert.equal(await session.run('a', async () => undefined), undefined);
		await assert.rejects(
			session.run('a', async () => {
				throw new Error('broken');
			}),
			/broken/,
		);
		assert.deepEqual(session.all(), []);
		assert.ok(await session.run('a', async () => runOf({ key: 'a' })));
	});

	it('tells when a run begins, ends and is forgotten', async () => {
		const session = new Session();
		const seen: string[] = [];
		session.onDidChange(() => seen.push(`${session.isRunning('a')} ${session.all().length}`));
		await session.run('a', async () => runOf({ key: 'a' }));
		session.forget('a');
		assert.deepEqual(seen, ['true 0', 'true 1', 'false 1', 'false 0']);
	});
});
