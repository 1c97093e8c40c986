/** One line that etcd logged, whatever form and wrapping it came in. */
export interface LogLine {
	readonly level: LogLevel;
	/** Milliseconds since 1970; undefined where the line tells none. */
	readonly time?: number;
	readonly msg: string;
	readonly fields: Readonly<Record<string, unknown>>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'panic' | 'fatal';

const levels: Readonly<Record<string, LogLevel>> = {
	...{ debug: 'debug', info: 'info', warn: 'warn', error: 'error', dpanic: 'panic', panic: 'panic', fatal: 'fatal' },
	// Of the logger that etcd 3.4 uses unless told.
	...{ DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error', PANIC: 'panic', FATAL: 'fatal' },
	...{ D: 'debug', I: 'info', N: 'info', W: 'warn', E: 'error', C: 'fatal' },
};

/** Longer lines hold a request that was logged whole; what matters stands at their beginning. */
const longestJson = 256 * 1024;

const cri = /^(\S+) (?:stdout|stderr) [FP] (.*)$/s;
const oldForm = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) ([DINWEC]) \| (?:[\w./-]+: )?(.*)$/s;
/** Raft's own, in the older form. */
const raftForm = /^raft(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) ([A-Z]+): (.*)$/s;
/** Of the API server and other parts of Kubernetes, which tell what etcd answered them. It names no year. */
const klogForm = /(?:^|\s)([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.-]+:\d+\] (.*etcd.*)$/s;
const tabbed = /(?:^|\s)(\S+)\t(?:\u001b\[\d+m)?([A-Za-z]+)(?:\u001b\[0m)?\t(.*)$/s;

/** Undefined for a line in no form in which etcd logs. */
export function parseLogLine(text: string): LogLine | undefined {
	const [, stamp, wrapped] = cri.exec(text) ?? [];
	if (wrapped === undefined) {
		return parseUnwrapped(text);
	}
	const line = parseUnwrapped(wrapped);
	return line && { ...line, ...(line.time === undefined && withTime(timeOf(stamp))) };
}

function parseUnwrapped(line: string): LogLine | undefined {
	const brace = line.indexOf('{"');
	if (brace >= 0 && (brace === 0 || !line.includes('\t'))) {
		return ofJson(line.slice(brace)) ?? ofOldForm(line) ?? ofKlog(line) ?? ofCut(line);
	}
	return ofTabs(line) ?? ofOldForm(line) ?? ofKlog(line) ?? ofGo(line);
}

function ofJson(text: string): LogLine | undefined {
	const fields = text.length <= longestJson ? objectIn(text) : undefined;
	if (!fields) {
		return undefined;
	}
	const wrapped = fields['log'] ?? fields['MESSAGE'];
	if (typeof wrapped === 'string' && fields['msg'] === undefined) {
		return wrapped.length < text.length ? parseLogLine(wrapped.trimEnd()) : undefined;
	}
	const { level, ts, msg, ...rest } = fields;
	const known = typeof level === 'string' ? levels[level] : undefined;
	return known !== undefined && typeof msg === 'string' ? lineOf(known, timeOf(ts), msg, rest) : undefined;
}

/** `time level [logger] caller message {fields}`, between tabs. */
function ofTabs(line: string): LogLine | undefined {
	const [, ts = '', level = '', rest = ''] = tabbed.exec(line) ?? [];
	const known = levels[level.toLowerCase()];
	if (known === undefined) {
		return undefined;
	}
	const parts = rest.split('\t');
	const caller = parts.findIndex(part => /\.go:\d+$/.test(part));
	const [msg = '', ...more] = parts.slice(caller + 1);
	return lineOf(known, timeOf(ts), msg, objectIn(more.join('\t')) ?? {});
}

function ofOldForm(line: string): LogLine | undefined {
	const [, year = '', month = '', day = '', time = '', word = '', told = ''] = raftForm.exec(line) ?? [];
	const raftLevel = levels[word];
	if (raftLevel !== undefined) {
		return lineOf(raftLevel, timeOf(`${year}-${month}-${day}T${time}Z`), told, {});
	}
	const [, ts = '', letter = '', msg = ''] = oldForm.exec(line) ?? [];
	const known = levels[letter];
	// It names no zone; etcd logs in that of its host, which mostly is UTC.
	return known === undefined ? undefined : lineOf(known, timeOf(`${ts.replace(' ', 'T')}Z`), msg, {});
}

function ofKlog(line: string): LogLine | undefined {
	const [, letter = '', msg = ''] = klogForm.exec(line) ?? [];
	const known = letter === 'F' ? 'fatal' : levels[letter];
	return known === undefined ? undefined : lineOf(known, undefined, msg, {});
}

/** What the Go runtime writes when etcd dies. */
function ofGo(line: string): LogLine | undefined {
	const [, kind = '', msg = ''] = /^(panic|fatal error): (.*)$/s.exec(line) ?? [];
	return kind === '' ? undefined : lineOf(kind === 'panic' ? 'panic' : 'fatal', undefined, msg, {});
}

/** A line that was cut off, or is too long to be taken apart: level and message stand at its beginning. */
function ofCut(line: string): LogLine | undefined {
	const head = line.slice(0, 4096);
	const level = /"level":"(\w+)"/.exec(head)?.[1] ?? '';
	const msg = /"msg":("(?:[^"\\]|\\.)*")/.exec(head)?.[1];
	const known = levels[level];
	if (known === undefined || msg === undefined) {
		return undefined;
	}
	const time = /"ts":"([^"]*)"/.exec(head)?.[1];
	return lineOf(known, timeOf(time), textIn(msg), {});
}

function lineOf(level: LogLevel, time: number | undefined, msg: string, fields: LogLine['fields']): LogLine {
	return { level, ...withTime(time), msg, fields };
}

function withTime(time: number | undefined): Pick<LogLine, 'time'> {
	return time === undefined ? {} : { time };
}

/** RFC 3339, or the seconds since 1970 that zap writes unless told. */
function timeOf(ts: unknown): number | undefined {
	const time = typeof ts === 'number' ? ts * 1000 : typeof ts === 'string' ? Date.parse(zoned(ts)) : Number.NaN;
	return Math.abs(time) <= 8.64e15 ? time : undefined;
}

/** Zap's own form of a zone lacks the colon. */
function zoned(ts: string): string {
	return ts.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
		return typeof value === 'object' && value !== null ? { ...value } : undefined;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) {
			return undefined;
		}
		throw error;
	}
}

function textIn(json: string): string {
	const value = objectIn(`{"text":${json}}`)?.['text'];
	return typeof value === 'string' ? value : json;
}
