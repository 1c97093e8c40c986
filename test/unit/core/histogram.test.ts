import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	countAbove,
	countBeyond,
	countOf,
	differenceOf,
	histogramsOf,
	mergedOf,
	quantileOf,
	type Histogram,
} from '../../../src/core/histogram.ts';

const of = (...counts: readonly (readonly [number, number])[]): Histogram => ({
	labels: {},
	buckets: counts.map(([bound, count]) => ({ bound, count })),
});

describe('histograms', () => {
	it('reads buckets by their labels, in order, +Inf last', () => {
		const sample = (op: string, le: string, value: number) => ({ name: 'f_bucket', labels: { op, le }, value });
		const [put, txn] = histogramsOf(
			[sample('Put', '+Inf', 9), sample('Put', '0.1', 7), sample('Txn', '0.1', 1), sample('Txn', '+Inf', 1)],
			'f',
		);
		assert.deepEqual(put, { labels: { op: 'Put' }, buckets: of([0.1, 7], [Infinity, 9]).buckets });
		assert.deepEqual(mergedOf([put, txn].filter(each => each !== undefined)), of([0.1, 8], [Infinity, 10]));
		assert.deepEqual(histogramsOf([sample('Put', '0.1', 7)], 'g'), []);
	});

	it('counts what came between two samples, and says when it cannot', () => {
		const before = of([1, 5], [Infinity, 6]);
		assert.deepEqual(differenceOf(before, of([1, 8], [Infinity, 10])), of([1, 3], [Infinity, 4]));
		assert.deepEqual(differenceOf(undefined, before), before);
		assert.equal(differenceOf(before, of([1, 4], [Infinity, 9])), undefined);
	});

	it('interpolates within the bucket and tells its bounds', () => {
		const histogram = of([0.1, 50], [0.2, 90], [0.4, 100], [Infinity, 100]);
		assert.deepEqual(quantileOf(histogram, 0.5), { lower: 0, upper: 0.1, estimate: 0.1 });
		const p95 = quantileOf(histogram, 0.95);
		assert.deepEqual([p95?.lower, p95?.upper], [0.2, 0.4]);
		assert.ok(Math.abs((p95?.estimate ?? 0) - 0.3) < 1e-9);
	});

	it('does not guess beyond the last bound', () => {
		const quantile = quantileOf(of([1, 10], [Infinity, 100]), 0.99);
		assert.deepEqual(quantile, { lower: 1, upper: Infinity, estimate: 1 });
	});

	it('has no quantile without samples', () => {
		assert.equal(quantileOf(of([1, 0], [Infinity, 0]), 0.99), undefined);
		assert.equal(quantileOf(of(), 0.99), undefined);
	});

	it('counts above a limit only what is above it for sure', () => {
		const histogram = of([0.1, 50], [0.2, 90], [Infinity, 100]);
		assert.equal(countAbove(histogram, 0.15), 10);
		assert.equal(countAbove(histogram, 0.1), 50);
		assert.equal(countAbove(histogram, 5), 0);
	});

	it('counts beyond a limit also what may be below it in the same bucket', () => {
		const histogram = of([0.1, 50], [0.2, 90], [Infinity, 100]);
		assert.equal(countBeyond(histogram, 0.15), 50);
		assert.equal(countBeyond(histogram, 0.2), 10);
		assert.equal(countBeyond(histogram, 0.05), 100);
	});

	it('keeps a quantile within the bucket that holds the sample of that rank', () => {
		const bounds = [0.1, 0.2, 0.4, 0.8];
		fc.assert(
			fc.property(fc.array(fc.double({ min: 0.001, max: 0.8, noNaN: true }), { minLength: 1 }), values => {
				const counts = [...bounds, Infinity].map(
					bound => [bound, values.filter(value => value <= bound).length] as const,
				);
				const histogram = of(...counts);
				const sorted = values.toSorted((a, b) => a - b);
				const exact = sorted[Math.ceil(0.99 * sorted.length) - 1] ?? NaN;
				const quantile = quantileOf(histogram, 0.99);
				assert.ok(quantile && quantile.lower < exact && exact <= quantile.upper);
				assert.ok(quantile.estimate >= quantile.lower && quantile.estimate <= quantile.upper);
				assert.equal(countOf(histogram), values.length);
			}),
		);
	});
});
