import type { Report } from '../diagnose.ts';
import { toJson } from './json.ts';
import { toText } from './text.ts';

/** Every form in which a report is printed or exported. */
export const formats = {
	text: (report: Report) => toText(report),
	json: (report: Report, quorum: string) => toJson(report, quorum),
} satisfies Record<string, (report: Report, quorum: string) => string>;

export type Format = keyof typeof formats;
