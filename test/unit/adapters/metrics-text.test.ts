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

	it('jumps over families that are announced and not wanted, to the last line', () => {
		const page = '# TYPE a counter\na 1\n# HELP b x\n# TYPE b counter\nb{l="1"} 2\nb{l="2"} 3\n# TYPE c gauge\nc 4\n';
		const names = (...wanted: string[]) => parseMetrics(page, name => wanted.includes(name)).map(each => each.value);
		assert.deepEqual([names('b'), names('a', 'c'), names('none')], [[2, 3], [1, 4], []]);
	});

	it('ignores a time stamp after the value', () => {
		assert.equal(parseMetrics('a 7 1700000000000', all)[0]?.value, 7);
	});
});
