import assert from 'node:assert/strict';
import { parseMetrics } from '../../../src/adapters/etcd/metrics-text.ts';

describe('parseMetrics', () => {
	const all = () => true;

	it('reads names, labels and values, and passes comments over', () => {
		const page = '# HELP a Some help.\n# TYPE a counter\na 1\nb{x="1",y="two"} 2.5e+3\n';
		assert.deepEqual(parseMetrics(page, all), [
			{ name: 'a', labels: {}, value: 1 },
			{ name: 'b', labels: { x: '1', y: 'two' }, value: 2500 },
		]);
	});

	it('reads labels that hold braces, quotes and line breaks', () => {
		assert.deepEqual(parseMetrics('a{p="}\\"\\n\\\\"} 3', all)[0]?.labels, { p: '}"\n\\' });
	});

	it('takes only what is wanted', () => {
		assert.deepEqual(
			parseMetrics('a 1\nb 2\n', name => name === 'b').map(sample => sample.name),
			['b'],
		);
	});

	it('passes over what is no sample and what is no number', () => {
		assert.deepEqual(
			parseMetrics('a\nb NaN\nc +Inf\n{x="1"} 2\n<html>\n\n', name => /^[a-c]$/.test(name)),
			[],
		);
	});

	it('ignores a time stamp after the value', () => {
		assert.equal(parseMetrics('a 7 1700000000000', all)[0]?.value, 7);
	});
});
