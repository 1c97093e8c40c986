import type { Sample } from '../../core/facts.ts';

/** etcd's longest are some 200 characters. */
const longestLine = 4096;

/**
 * The samples of a Prometheus text page whose name passes `wanted`. Of a page of 180 kB some hundred lines are read: a family
 * that is announced and not wanted is jumped over, and a zero that says nothing is too. A line that is no sample is passed
 * over, as scrapers do.
 */
export function parseMetrics(
	text: string,
	wanted: (name: string) => boolean,
	isZeroSilent: (name: string) => boolean = () => false,
): Sample[] {
	const samples: Sample[] = [];
	for (let start = 0; start < text.length;) {
		const end = lineEnd(text, start);
		if (text.startsWith(announcement, start)) {
			const at = start + announcement.length;
			start = wanted(text.slice(at, endOfName(text, at, end))) ? end + 1 : nextAnnouncement(text, end);
			continue;
		}
		const nameEnd = endOfName(text, start, end);
		const isSilent = () => text.startsWith(' 0', end - 2) && isZeroSilent(text.slice(start, nameEnd));
		// A comment begins with `#`, which is no name; a line without a value has no end of one.
		if (nameEnd < end && end - start < longestLine && wanted(text.slice(start, nameEnd)) && !isSilent()) {
			const sample = parseLine(text.slice(start, end), nameEnd - start);
			if (sample) {
				samples.push(sample);
			}
		}
		start = end + 1;
	}
	return samples;
}

const announcement = '# TYPE ';

function nextAnnouncement(text: string, from: number): number {
	const at = text.indexOf(`\n${announcement}`, from);
	return at === -1 ? text.length : at + 1;
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
	const [valueText] = line
		.slice(labelled ? labelsEnd + 1 : nameEnd)
		.trim()
		.split(' ', 1);
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
	return text && Number.isFinite(value) ? value : undefined;
}
