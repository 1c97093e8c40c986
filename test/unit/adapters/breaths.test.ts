import assert from 'node:assert/strict';
import { breathMs, finish, inTurn } from '../../../src/adapters/breaths.ts';

describe('long work', () => {
	it('lets others have their turn between its steps, and gives what it comes to', async () => {
		const turns = turnsOfOthers();
		const result = await finish(steps(4, breathMs + 5), undefined, 1);
		assert.equal(result, 4);
		assert.ok(turns.end() >= 3);
	});

	it('ends when it is cancelled meanwhile', async () => {
		const abort = new AbortController();
		setImmediate(() => abort.abort());
		await assert.rejects(finish(steps(100, breathMs + 1), abort.signal, 1), { name: 'AbortError' });
	});

	it('that comes together is done one after the other, with others between, whoever fails', async () => {
		const turns = turnsOfOthers();
		const seen: number[] = [];
		const works = [1, 2, 3].map(each =>
			inTurn(() => {
				seen.push(turns.count());
				if (each === 2) {
					throw new Error('no JSON');
				}
			}),
		);
		const ends = await Promise.allSettled(works);
		assert.deepEqual(
			ends.map(({ status }) => status),
			['fulfilled', 'rejected', 'fulfilled'],
		);
		assert.equal(new Set(seen).size, 3);
		turns.end();
	});
});

function* steps(count: number, ms: number): Generator<void, number> {
	for (let step = 0; step < count; step++) {
		for (const until = performance.now() + ms; performance.now() < until;);
		yield;
	}
	return count;
}

/** How often something else could run. */
function turnsOfOthers(): { count(): number; end(): number } {
	let turns = 0;
	const look = () => {
		turns++;
		next = setImmediate(look);
	};
	let next = setImmediate(look);
	return {
		count: () => turns,
		end() {
			clearImmediate(next);
			return turns;
		},
	};
}
