import type { Range } from '../../../src/manifest/index.ts';

/** What a fixture says of itself: here stands this flag (or the image, or the home) of this component. */
export interface Mark extends Range {
	readonly component: string;
	readonly what: string;
}

/**
 * Comments of a fixture that point at the nearest line above that is no such comment: `# ^^^^ etcd name` at what is above
 * the carets, `#<--- etcd name` at what is above all of `#<---`. Several marks of one place are parted by `;`.
 */
export function marksOf(text: string): Mark[] {
	const marks: Mark[] = [];
	let pointedAt = 0;
	let start = 0;
	for (const line of text.split('\n')) {
		const [, before, carets, arrow, labels = ''] = /^([ \t]*(?=#))(?:(# *\^+)|(#<-*)) (.*)$/.exec(line) ?? [];
		if (before === undefined) {
			pointedAt = start;
		} else {
			const from = before.length + (carets?.indexOf('^') ?? 0);
			const to = before.length + (carets ?? arrow ?? '').length;
			for (const label of labels.split(';')) {
				const [component = '', what = ''] = label.trim().split(' ');
				marks.push({ component, what, start: pointedAt + from, end: pointedAt + to });
			}
		}
		start += line.length + 1;
	}
	return marks;
}
