import type { Sample } from '../../core/facts.ts';

/** etcd's longest are some 200 characters. */
const longestLine = 4096;

/**
 * The samples of a Prometheus text page whose name passes `wanted`. Of a page of 180 kB some forty lines are read, so each
 * line is first judged by its name, and by its zero where that says nothing. A line that is no sample is passed over, as
 * scrapers do.
 */
export function parseMetrics(
	text: string,
	wanted: (name: string) => boolean,
	isZeroSilent: (name: string) => boolean = () => false,
): Sample[] {
	const samples: Sample[] = [];
	for (let start = 0; start < text.length;) {
		const end = lineEnd(text, start);
		const nameEnd = endOfName(text, start, end);
		// A comment begins with `#`, which is no name; a line without a value has no end of one.
		const name = text.slice(start, nameEnd);
		if (
			nameEnd < end &&
			end - start < longestLine &&
			wanted(name) &&
			!(isZeroSilent(name) && text.startsWith(' 0', end - 2))
		) {
			const sample = parseLine(text.slice(start, end), nameEnd - start);
			if (sample) {
				samples.push(sample);
			}
		}
		start = end + 1;
	}
	return samples;
}

function lineEnd(text: string, start: number): number {
	const end = text.indexOf('\n', start);
	return end === -1 ? text.length : end;
}

/** Names end at `{` or at a blank; most lines of a page are passed over here, so no pattern is matched. */
function endOfName(text: string, start: number, end: number): number {
	let at = start;
	while (at < end && text.charCodeAt(at) !== 0x7b && text.charCodeAt(at) !== 0x20) {
		at++;
	}
	return at;
}

function parseLine(line: string, nameEnd: number): Sample | undefined {
	const labelled = line[nameEnd] === '{';
	const labelsEnd = labelled ? line.lastIndexOf('}') : nameEnd;
	const [, valueText] = /^\s*(\S+)/.exec(line.slice(labelled ? labelsEnd + 1 : nameEnd)) ?? [];
	const value = numberOf(valueText);
	if (value === undefined || labelsEnd < nameEnd) {
		return undefined;
	}
	return {
		name: line.slice(0, nameEnd),
		labels: labelled ? parseLabels(line.slice(nameEnd + 1, labelsEnd)) : {},
		value,
	};
}

/** `a="1",b="x"`; inside a value `\\`, `\"` and `\n` are escapes. */
function parseLabels(text: string): Record<string, string> {
	const labels: Record<string, string> = {};
	for (let at = 0; at < text.length;) {
		const open = text.indexOf('="', at);
		if (open === -1) {
			break;
		}
		const close = closingQuote(text, open + 2);
		const value = text.slice(open + 2, close);
		labels[text.slice(at, open).trim()] = value.includes('\\') ? unescape(value) : value;
		at = text.indexOf(',', close) + 1 || text.length;
	}
	return labels;
}

function closingQuote(text: string, from: number): number {
	let at = from;
	while (at < text.length && text.charCodeAt(at) !== 0x22) {
		at += text.charCodeAt(at) === 0x5c ? 2 : 1;
	}
	return at;
}

function unescape(value: string): string {
	return value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** `NaN` and infinities are no JSON and say nothing to a check. */
function numberOf(text: string | undefined): number | undefined {
	const value = Number(text);
	return text !== undefined && Number.isFinite(value) ? value : undefined;
}
