import type { Check } from '../check.ts';
import type { Report } from '../diagnose.ts';
import type { Facts } from '../facts.ts';

/** What a form of the report is made of. */
export interface ReportedRun {
	readonly report: Report;
	/** What was learned, for forms that show more than what was judged. */
	readonly facts: Partial<Facts>;
	/** Titles and remedies of the checks that the report speaks of. */
	readonly checks: readonly Pick<Check, 'id' | 'title' | 'remedy' | 'severity' | 'needs'>[];
}
