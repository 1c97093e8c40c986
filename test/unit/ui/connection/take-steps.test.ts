import assert from 'node:assert/strict';
import { away, back, takeSteps, type Left, type Place, type Step } from '../../../../src/ui/connection/take-steps.ts';

type Draft = Readonly<Record<string, string>>;

/** Answers what it is told, one after another, and notes where it was asked. */
function stepOf(name: string, answers: (string | Left)[], asked: string[], applies = (_: Draft) => true): Step<Draft> {
	const ask = async (draft: Draft, { step, totalSteps }: Place) => {
		asked.push(`${name} ${step}/${totalSteps} ${draft[name] ?? ''}`.trim());
		const answer = answers.shift() ?? away;
		return typeof answer === 'symbol' ? answer : { ...draft, [name]: answer };
	};
	return { applies, ask };
}

describe('Steps', () => {
	it('pass over what does not arise', async () => {
		const asked: string[] = [];
		const steps = [
			stepOf('a', ['x'], asked),
			stepOf('b', ['never'], asked, draft => draft['a'] === 'y'),
			stepOf('c', ['z'], asked),
		];
		assert.deepEqual(await takeSteps('', steps, {}), { a: 'x', c: 'z' });
		assert.deepEqual(asked, ['a 1/2', 'c 2/2']);
	});

	it('go back to the question before, with what was answered there', async () => {
		const asked: string[] = [];
		const steps = [stepOf('a', ['x', 'y'], asked), stepOf('b', [back, 'z'], asked)];
		assert.deepEqual(await takeSteps('', steps, {}), { a: 'y', b: 'z' });
		assert.deepEqual(asked, ['a 1/2', 'b 2/2', 'a 1/2 x', 'b 2/2']);
	});

	it('end with nothing when the user goes away', async () => {
		assert.equal(await takeSteps('', [stepOf('a', ['x'], []), stepOf('b', [away], [])], {}), undefined);
	});
});
