import { checksFor } from './checks-for.ts';
import { formats, type Format } from '../core/report/index.ts';
import type { Run } from './diagnose.ts';

/** A run in one of the forms of `formats`; `quorum` is the version of this program. */
export function render(
	{ report, collected }: Pick<Run, 'report' | 'collected'>,
	format: Format,
	quorum: string,
): string {
	return formats[format]({ report, facts: collected.facts, checks: checksFor(collected) }, quorum);
}
