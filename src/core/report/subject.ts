import type { Subject } from '../finding.ts';

/** Names a subject alike in every run, so that two runs can be compared. */
export function subjectKey(subject: Subject): string {
	switch (subject.kind) {
		case 'cluster':
			return 'cluster';
		case 'member':
			return `member ${subject.id ?? subject.endpoint}`;
		case 'file':
			return `file ${subject.document}`;
	}
}
