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
		case 'object':
			return `object ${objectKey(subject)}`;
	}
}

/** `kind/name`, in a namespace `kind/namespace/name`, with the group where it is not the core group. */
export function objectKey({ apiVersion, kindName, namespace, name }: Extract<Subject, { kind: 'object' }>): string {
	const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [];
	return [group === undefined ? kindName : `${kindName}.${group}`, namespace, name]
		.filter(part => part !== undefined)
		.join('/');
}
