import { checks } from '../../../src/checks/index.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { diagnose, type Report } from '../../../src/core/diagnose.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { ReportedRun } from '../../../src/core/report/run.ts';
import { now } from '../../support/facts.ts';

export function runOf(facts: Partial<Facts>, name = 'prod'): ReportedRun {
	const report = diagnose(checks, { facts, gaps: {} }, defaultSettings, { name, takenAt: now });
	return { report, facts, checks };
}

/** The run with its report changed, for what no check says on demand. */
export function withReport(run: ReportedRun, change: Partial<Report>): ReportedRun {
	return { ...run, report: { ...run.report, ...change } };
}
