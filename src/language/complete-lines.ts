import type { Targets } from '../core/facts.ts';
import { isUnit } from '../core/relevance.ts';
import { parseVersion, type Version } from '../core/version.ts';
import { t } from '../core/words.ts';
import { shapeAt } from '../schema/config-fields.ts';
import { describeField } from '../schema/describe.ts';
import { shapeOfDocument } from '../schema/document-shape.ts';
import { flagOfVariable, variableOf } from '../schema/etcd-process.ts';
import { factsOfField } from '../schema/setting-facts.ts';
import { completionOf, flagsOf, hasValues, newest, tail, valuesOf } from './complete-flags.ts';
import { valueOf, type Completions } from './completion.ts';

/** What can stand at an offset of a unit of systemd that starts etcd, or of a file of its variables. */
export function completionsInLines(text: string, offset: number, targets: Targets): Completions | undefined {
	const version = parseVersion(targets.etcd ?? '') ?? newest;
	if (!isUnit(text)) {
		const [, typed] = /(?:^|[\r\n])[ \t]*(?:export[ \t]+)?(\S*)$/.exec(text.slice(0, offset)) ?? [];
		return typed === undefined ? undefined : ofVariable(typed, text, offset, version);
	}
	const start = entryStart(text, offset);
	const [, key] = /^[ \t]*([A-Za-z]+)[ \t]*=/.exec(text.slice(start, offset)) ?? [];
	const [, typed = ''] = /[\s=]["']?([^\s"']*)$/.exec(text.slice(start, offset)) ?? [];
	const typedWord = typed.replace(/^(?:ExecStart|Environment)=["']?/, '');
	switch (key) {
		case 'ExecStart':
			return /\betcd\b/.test(text.slice(start))
				? ofFlag(typedWord, text.slice(start), text, offset, version)
				: undefined;
		case 'Environment':
			return ofVariable(typedWord, text, offset, version);
		default:
			return ofUnit(key, typedWord, text, offset);
	}
}

/** The keys of the service, and their values. */
function ofUnit(key: string | undefined, typed: string, text: string, offset: number): Completions | undefined {
	const section = /(?:^|\n)\[(\w+)\][^[]*$/.exec(text.slice(0, offset))?.[1];
	const at = (name: string) => ['etcd-unit', '', ['Service', name]] as const;
	if (section !== 'Service') {
		return undefined;
	}
	if (key !== undefined) {
		const { values = [], default: usual } = factsOfField(...at(key));
		const value = typed.slice(typed.lastIndexOf('=') + 1);
		return {
			range: tail({ start: offset, end: offset }, value),
			items: values.map(each => valueOf(each, each === usual)),
		};
	}
	const word = /(?:^|\n)([A-Za-z]*)$/.exec(text.slice(0, offset))?.[1];
	const shape = shapeAt(shapeOfDocument({ kind: 'etcd-unit', apiVersion: '' }), ['Service']);
	const items = typeof shape === 'object' ? Object.keys(shape) : [];
	return word === undefined
		? undefined
		: {
				range: { start: offset - word.length, end: offset },
				items: items
					.filter(name => !new RegExp(`^${name}=`, 'm').test(text))
					.map(name => ({
						label: name,
						kind: 'field',
						insert: `${name}=`,
						detail: '',
						documentation: t(describeField(...at(name))?.description ?? ''),
						asksForMore: factsOfField(...at(name)).values !== undefined,
					})),
			};
}

/** Where the entry begins whose line, or whose lines with backslashes between, the offset is in. */
function entryStart(text: string, offset: number): number {
	let start = text.lastIndexOf('\n', offset - 1) + 1;
	while (start > 0 && /\\\r?\n$/.test(text.slice(0, start))) {
		start = text.lastIndexOf('\n', start - 2) + 1;
	}
	return start;
}

function ofVariable(typed: string, text: string, offset: number, version: Version): Completions | undefined {
	const [, name, value] = /^(ETCD_[A-Z0-9_]+)=["']?(.*)$/.exec(typed) ?? [];
	const flag = flagOfVariable(name ?? '');
	const range = { start: offset - typed.length, end: offset };
	if (flag !== undefined && value !== undefined) {
		return { range: tail(range, value), items: valuesOf('etcd', flag, version) };
	}
	const rest = /^[A-Z0-9_]*(=?)/.exec(text.slice(offset)) ?? ['', ''];
	const present = new Set([...text.matchAll(/\b(ETCD_[A-Z0-9_]+)=/g)].map(match => match[1]));
	return /^[A-Z0-9_]*$/.test(typed)
		? {
				range: { ...range, end: offset + rest[0].length - (rest[1] ?? '').length },
				items: flagsOf('etcd', version)
					.filter(({ name: each }) => !present.has(variableOf(each)))
					.map(each => ({
						...completionOf('etcd', each, variableOf(each.name)),
						insert: variableOf(each.name) + (rest[1] === '=' ? '' : '='),
						asksForMore: hasValues('etcd', each.name),
					})),
			}
		: undefined;
}

function ofFlag(
	typed: string,
	command: string,
	text: string,
	offset: number,
	version: Version,
): Completions | undefined {
	const [, flag, value] = /^--?([\w-]+)=(.*)$/.exec(typed) ?? [];
	const range = { start: offset - typed.length, end: offset };
	if (flag !== undefined && value !== undefined) {
		return { range: tail(range, value), items: valuesOf('etcd', flag, version) };
	}
	const rest = /^[\w-]*(=?)/.exec(text.slice(offset)) ?? ['', ''];
	const whole = /^(?:.*\\\r?\n)*.*/.exec(command)?.[0] ?? '';
	const present = new Set([...whole.matchAll(/\s--?([a-z][\w-]*)/g)].map(match => match[1]));
	return /^(?:-{1,2}[\w-]*)?$/.test(typed)
		? {
				range: { ...range, end: offset + rest[0].length - (rest[1] ?? '').length },
				items: flagsOf('etcd', version)
					.filter(({ name }) => !present.has(name))
					.map(each => ({
						...completionOf('etcd', each, `--${each.name}`),
						insert: `--${each.name}${rest[1] === '=' ? '' : '='}`,
						asksForMore: hasValues('etcd', each.name),
					})),
			}
		: undefined;
}
