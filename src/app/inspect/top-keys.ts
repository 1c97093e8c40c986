import type { KeyStatistics, KeyTally } from '../../disk/key-statistics.ts';

/** The few largest by some measure, largest first. They are kept while all are looked at: to sort a million takes long. */
export function topKeys(
	{ keys }: KeyStatistics,
	count: number,
	sizeOf: (tally: KeyTally) => number,
): (readonly [name: string, tally: KeyTally])[] {
	const top: (readonly [name: string, tally: KeyTally])[] = [];
	for (const entry of keys) {
		const [, last] = top.at(-1) ?? [];
		if (top.length < count || (last && sizeOf(entry[1]) > sizeOf(last))) {
			top.push(entry);
			top.sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
			top.length = Math.min(top.length, count);
		}
	}
	return top;
}
