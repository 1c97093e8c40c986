import { toEtcdDiagnosis } from './etcd-diagnosis.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import type { ReportedRun } from './run.ts';
import { toSarif } from './sarif.ts';
import { toText } from './text.ts';

/** Every form in which a report is printed or exported; `quorum` is the version of this program. */
export const formats = {
	text: run => toText(run.report),
	json: (run, quorum) => toJson(run.report, quorum),
	sarif: toSarif,
	markdown: toMarkdown,
	'etcd-diagnosis': toEtcdDiagnosis,
} satisfies Record<string, (run: ReportedRun, quorum: string) => string>;

export type Format = keyof typeof formats;
