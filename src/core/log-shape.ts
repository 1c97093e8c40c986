import type { LogDigest, LogGroup } from './log-facts.ts';
import { list, moment, number, object, optional, text } from './shapes.ts';

const groups = list(
	object<LogGroup>({
		line: text,
		count: number,
		lineNumber: number,
		first: optional(moment),
		last: optional(moment),
		longestMs: optional(number),
		details: list(object<LogGroup['details'][number]>({ field: text, value: text, count: number })),
	}),
);

/** What the fact of one log must look like. */
export const logShape = object<LogDigest>({
	document: text,
	lines: number,
	foreign: number,
	unread: optional(text),
	memberId: optional(text),
	first: optional(moment),
	last: optional(moment),
	groups,
	otherErrors: groups,
	compactions: list(object<LogDigest['compactions'][number]>({ revision: number, hash: text })),
});
