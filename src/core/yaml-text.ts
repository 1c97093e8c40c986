/** JSON as a value. Numbers beyond 2^53 stay exact. JSON's own `null` is one of its values. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

export interface JsonObject {
	readonly [name: string]: Json;
}

/** A value as YAML, the way kubectl writes it: two blanks deeper for each level, lists not indented, long texts as blocks. */
export function yamlText(value: Json): string {
	return `${linesOf(value, '').join('\n')}\n`;
}

function linesOf(value: Json, indent: string): string[] {
	if (Array.isArray(value) && value.length > 0) {
		// `isArray` does not narrow a readonly array.
		return (value as readonly Json[]).flatMap(item => itemLines(item, indent));
	}
	if (isFilled(value)) {
		return Object.entries(value).flatMap(([name, item]) => fieldLines(scalar(name), item, indent));
	}
	return [`${indent}${scalar(value)}`];
}

/** A dash, and the first line of the item behind it. */
function itemLines(item: Json, indent: string): string[] {
	const [first = '', ...rest] = linesOf(item, `${indent}  `);
	return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function fieldLines(name: string, item: Json, indent: string): string[] {
	if (typeof item === 'string' && canBeBlock(item)) {
		return [`${indent}${name}: |${blockEnd(item)}`, ...blockLines(item, `${indent}  `)];
	}
	if (Array.isArray(item) && item.length > 0) {
		return [`${indent}${name}:`, ...linesOf(item, indent)];
	}
	return isFilled(item)
		? [`${indent}${name}:`, ...linesOf(item, `${indent}  `)]
		: [`${indent}${name}: ${scalar(item)}`];
}

function isFilled(value: Json): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

/** Several lines, none of which a reader would see otherwise: no blanks at an end, nothing that does not print. */
function canBeBlock(text: string): boolean {
	return (
		/[^\n]\n/.test(text) &&
		!/^[\s]|[^\S\n]\n|[^\S\n]$|\n\n$|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)
	);
}

function blockEnd(text: string): string {
	return text.endsWith('\n') ? '' : '-';
}

function blockLines(text: string, indent: string): string[] {
	return text
		.replace(/\n$/, '')
		.split('\n')
		.map(line => (line === '' ? '' : `${indent}${line}`));
}

/** What YAML 1.1 or 1.2 takes for something else than text: words, numbers in all their forms, dates, marks. */
const notText = new RegExp(
	[
		'~|null|true|false|yes|no|on|off|y|n|=|<<|---.*|\\.\\.\\..*',
		String.raw`[-+]?\.?(?:inf|nan)`,
		String.raw`[-+]?0[xob][\da-f_]+`,
		String.raw`[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d+)?`,
		String.raw`[-+]?[\d_]+(?::[\d_.]+)+`,
		String.raw`\d{4}-\d\d?-.*`,
	]
		.map(form => `^(?:${form})$`)
		.join('|'),
	'i',
);
const plainText = /^(?:[\w/.$(]|-(?=[\w-]))(?:[\w/.$()+@%^*, =;<>~!?&|-]|:(?=\S)|(?<=\S)#)*$/;

function scalar(value: Json): string {
	if (Array.isArray(value)) {
		return '[]';
	}
	if (typeof value === 'object' && value !== null) {
		return '{}';
	}
	if (typeof value !== 'string') {
		return String(value);
	}
	return plainText.test(value) && !notText.test(value) && !value.endsWith(' ') && !value.endsWith(':')
		? value
		: quoted(value);
}

function quoted(text: string): string {
	return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, character => {
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}
