import { parseDuration } from '../core/duration.ts';
import type { LogDigest, LogGroup } from '../core/log-facts.ts';
import { plain } from '../core/plain.ts';
import { parseLogLine, type LogLine } from './log-line.ts';

/** What the table says of a line: its id, and which of its fields tell who or what and how long. */
export interface KnownLine {
	readonly id: string;
	readonly fields?: readonly string[];
}

export type Recognize = (msg: string, error: string | undefined) => KnownLine | undefined;

/** Of each kind as many are kept: a log of any length takes no more memory. */
const mostGroups = 1000;
const mostOthers = 200;
const mostValues = 50;
const mostDetails = 5;
const mostCompactions = 500;
const longestText = 300;

const durations = ['took', 'duration', 'time spent', 'exceeded-duration', 'taking', 'clock-drift'];

interface Tally {
	count: number;
	readonly lineNumber: number;
	first: number | undefined;
	last: number | undefined;
	longestMs: number | undefined;
	readonly values: Map<string, { readonly field: string; readonly value: string; count: number }>;
}

/** Takes a log line by line and keeps what its lines come to. */
export class LogTally {
	readonly #recognize: Recognize;
	readonly #groups = new Map<string, Tally>();
	readonly #others = new Map<string, Tally>();
	readonly #compactions = new Map<number, string>();
	#lines = 0;
	#foreign = 0;
	#first: number | undefined;
	#last: number | undefined;
	#memberId: string | undefined;

	constructor(recognize: Recognize) {
		this.#recognize = recognize;
	}

	add(text: string): void {
		this.#lines++;
		const line = text.trim() === '' ? undefined : parseLogLine(text);
		if (!line) {
			this.#foreign += text.trim() === '' ? 0 : 1;
			return;
		}
		this.#first = least(this.#first, line.time);
		this.#last = most(this.#last, line.time);
		this.#memberId ??= textField(line, 'local-member-id');
		this.#addCompaction(line);
		this.#addLine(line);
	}

	#addLine(line: LogLine): void {
		const known = this.#recognize(line.msg, textField(line, 'error'));
		if (known) {
			count(tallyOf(this.#groups, known.id, mostGroups, this.#lines), line, known.fields ?? []);
		} else if (line.level === 'error' || line.level === 'panic' || line.level === 'fatal') {
			count(tallyOf(this.#others, plain(line.msg, longestText), mostOthers, this.#lines), line, ['error']);
		}
	}

	#addCompaction({ msg, fields }: LogLine): void {
		const { hash, 'compact-revision': revision } = fields;
		if (msg === 'finished scheduled compaction' && typeof revision === 'number' && typeof hash === 'number') {
			this.#compactions.delete(revision);
			this.#compactions.set(revision, String(hash));
			const [oldest] = this.#compactions.size > mostCompactions ? this.#compactions.keys() : [];
			if (oldest !== undefined) {
				this.#compactions.delete(oldest);
			}
		}
	}

	digest(document: string): LogDigest {
		return {
			document,
			lines: this.#lines,
			foreign: this.#foreign,
			...(this.#memberId !== undefined && { memberId: this.#memberId }),
			...(this.#first !== undefined && { first: this.#first }),
			...(this.#last !== undefined && { last: this.#last }),
			groups: groupsOf(this.#groups),
			otherErrors: groupsOf(this.#others),
			compactions: Array.from(this.#compactions, ([revision, hash]) => ({ revision, hash })),
		};
	}
}

/** What does not fit any more is counted together. */
function tallyOf(tallies: Map<string, Tally>, name: string, limit: number, lineNumber: number): Tally {
	const key = tallies.has(name) || tallies.size < limit ? name : '…';
	const known = tallies.get(key);
	if (known) {
		return known;
	}
	const made: Tally = {
		...{ count: 0, lineNumber, first: undefined, last: undefined, longestMs: undefined },
		values: new Map(),
	};
	tallies.set(key, made);
	return made;
}

function count(tally: Tally, line: LogLine, fields: readonly string[]): void {
	tally.count++;
	tally.first = least(tally.first, line.time);
	tally.last = most(tally.last, line.time);
	for (const name of durations) {
		tally.longestMs = most(tally.longestMs, durationOf(line.fields[name]));
	}
	for (const field of fields) {
		const value = textField(line, field);
		const key = `${field} ${value}`;
		const known = tally.values.get(key);
		if (known) {
			known.count++;
		} else if (value !== undefined && tally.values.size < mostValues) {
			tally.values.set(key, { field, value, count: 1 });
		}
	}
}

/** As Go prints a duration: `1.2s`, `350.1ms`, `1m0.5s`. */
function durationOf(value: unknown): number | undefined {
	return typeof value === 'string' && /[a-z]$/.test(value) ? parseDuration(value) : undefined;
}

function groupsOf(tallies: ReadonlyMap<string, Tally>): LogGroup[] {
	return [...tallies]
		.map(([line, { count: number, lineNumber, first, last, longestMs, values }]) => ({
			line,
			count: number,
			lineNumber,
			...(first !== undefined && { first }),
			...(last !== undefined && { last }),
			...(longestMs !== undefined && { longestMs }),
			details: [...values.values()].sort((a, b) => b.count - a.count).slice(0, mostDetails),
		}))
		.sort((a, b) => b.count - a.count);
}

function textField({ fields }: LogLine, name: string): string | undefined {
	const value = fields[name];
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? plain(String(value), longestText)
		: undefined;
}

function least(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || (b !== undefined && b < a) ? b : a;
}

function most(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || (b !== undefined && b > a) ? b : a;
}
