import { appendFileSync } from 'node:fs';

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/** Adds a suite's counts to the file that the whole run sums up; outside such a run there is none. */
export function addCounts(counts: Counts): void {
	const file = process.env.QUORUM_TEST_COUNTS;
	if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}
