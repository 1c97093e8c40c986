import assert from 'node:assert/strict';
import { increaseOf, increasesOf, keyOf, lastingValue, told, uptimeMs, watched } from '../../../src/core/counters.ts';
import type { MetricsWindow, Sample } from '../../../src/core/facts.ts';
import type { Outcome } from '../../../src/core/finding.ts';
import type { Answered } from '../../../src/core/reply.ts';
import { answering, metricsOf, now, samplesOf } from '../../support/facts.ts';
import { restarted } from '../../support/metrics-page.ts';

const counter = (value: number, labels: Sample['labels'] = {}): Sample => ({ name: 'c', labels, value });
const reply = (first: readonly Sample[], second?: readonly Sample[]): Answered<MetricsWindow> => ({
	endpoint: 'http://a:2379',
	answer: metricsOf(first, second),
});

/** What a generator said on its way, and what it gave in the end. */
function drain<T>(steps: Generator<Outcome, T>): { said: Outcome[]; value: T } {
	const said: Outcome[] = [];
	for (let step = steps.next(); ; step = steps.next()) {
		if (step.done) {
			return { said, value: step.value };
		}
		said.push(step.value);
	}
}

describe('counters', () => {
	it('grow by label set; one that appears began at 0', () => {
		const first = [counter(5, { To: 'a' }), counter(7, { To: 'b' })];
		const second = [counter(9, { To: 'a' }), counter(7, { To: 'b' }), counter(2, { To: 'c' })];
		assert.deepEqual(increasesOf({ first, second }, 'c'), [counter(4, { To: 'a' }), counter(2, { To: 'c' })]);
		assert.equal(increaseOf({ first, second }, 'c'), 6);
		assert.equal(increaseOf({ first: [], second: [] }, 'c'), 0);
	});

	it('are compared only where the process ran on', () => {
		const whole = watched([answering(0, metricsOf(samplesOf(), samplesOf()))]);
		assert.equal(drain(whole).value[0]?.seconds, 10);
		const anew = drain(watched([answering(0, metricsOf(samplesOf(), samplesOf(restarted)))]));
		assert.equal(anew.value.length, 0);
		assert.match(JSON.stringify(anew.said), /restarted/);
		const once = drain(watched([answering(0, metricsOf(samplesOf(), undefined))]));
		assert.equal(once.value.length, 0);
		assert.match(JSON.stringify(once.said), /sampled once/);
	});

	it('that are not on the page are unknown, not zero', () => {
		assert.deepEqual(drain(told(reply([counter(0)]), 'c')), { said: [], value: 0 });
		const absent = drain(told(reply([counter(0)]), 'd'));
		assert.equal(absent.value, undefined);
		assert.match(JSON.stringify(absent.said), /do not have d/);
	});

	it('last as the lower of two samples; a single high one is unknown', () => {
		assert.equal(drain(lastingValue(reply([counter(9)], [counter(3)]), 'c', 5)).value, 3);
		assert.deepEqual(drain(lastingValue(reply([counter(4)]), 'c', 5)), { said: [], value: undefined });
		assert.match(JSON.stringify(drain(lastingValue(reply([counter(9)]), 'c', 5)).said), /c is 9/);
	});

	it('have run since their process started', () => {
		assert.equal(uptimeMs(samplesOf(), now), 86_400_000);
		assert.equal(uptimeMs([], now), undefined);
	});

	it('know their labels in any order', () => {
		assert.equal(keyOf({ a: '1', b: '2' }), keyOf({ b: '2', a: '1' }));
	});
});
