import type { DocumentId } from './facts.ts';

/** A log of etcd, grouped by what its lines say. */
export interface LogDigest {
	/** The path as the user named it; `-` for standard input. */
	readonly document: DocumentId;
	readonly lines: number;
	/** Lines that are in no form in which etcd logs. */
	readonly foreign: number;
	/** Why the rest of it could not be read. */
	readonly unread?: string;
	/** The member that wrote it, where a line tells. */
	readonly memberId?: string;
	/** Milliseconds since 1970. */
	readonly first?: number;
	readonly last?: number;
	/** By the table of log lines. */
	readonly groups: readonly LogGroup[];
	/** What was logged as an error and is not in the table, most frequent first. */
	readonly otherErrors: readonly LogGroup[];
	/** The hash of the data at each compaction, the last of them: equal for all members. */
	readonly compactions: readonly { readonly revision: number; readonly hash: string }[];
}

export interface LogGroup {
	/** The id of the line in the table; of other errors their text. */
	readonly line: string;
	readonly count: number;
	/** Of the first such line, from 1. */
	readonly lineNumber: number;
	readonly first?: number;
	readonly last?: number;
	/** The longest duration that such a line told. */
	readonly longestMs?: number;
	/** The values of the fields that tell who or what, most frequent first. */
	readonly details: readonly { readonly field: string; readonly value: string; readonly count: number }[];
}
