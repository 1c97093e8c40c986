/** Text from a cluster or a file, as Markdown shows it literally: no markup, no HTML, one line. */
export function literal(text: string): string {
	return text
		.replace(/\s*[\r\n]+\s*/g, ' ')
		.replace(/[\\`*_[\]|~]/g, '\\$&')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;');
}

/** Text in a monospace font; as long a fence as its own backticks need. */
export function code(text: string): string {
	const line = text.replace(/[\r\n]+/g, ' ').replace(/\|/g, '&#124;');
	if (/[`]|&#124;/.test(line)) {
		return literal(text);
	}
	return line.trim() === '' ? '–' : `\`${line}\``;
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Paragraphs, lists and tables, one empty line between them. */
export function documentOf(blocks: readonly (readonly string[])[]): string {
	return `${blocks
		.filter(lines => lines.length > 0)
		.map(lines => lines.join('\n'))
		.join('\n\n')}\n`;
}
