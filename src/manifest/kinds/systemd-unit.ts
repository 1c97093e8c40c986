import { programOf, splitWords } from '../../core/shell-words.ts';
import { settingsOf } from '../command-line.ts';
import { memberNameOf, type Setting } from '../description.ts';
import { documentIdOf, nothingRead, textConfig, type Reading } from '../document.ts';
import { flagOfVariable } from '../etcd-settings.ts';
import type { Range, SourceFile } from '../source.ts';
import { configNodeOfText, entriesOf, textDocument, type TextEntry, type TextField } from '../text-document.ts';

/** A systemd service that starts etcd: its command line and its `Environment=`. */
export function readUnit(file: SourceFile): Reading {
	const entries = entriesOf(file.text);
	const service = entries.filter(entry => entry.section === 'Service');
	const start = service.findLast(entry => entry.key === 'ExecStart' && programOf(wordsOf(entry)[0]?.text) === 'etcd');
	if (start === undefined) {
		return nothingRead;
	}
	const words = wordsOf(start);
	const settings = [...service.flatMap(environmentOf), ...settingsOf(words.slice(1))];
	const memberName = memberNameOf(settings);
	const id = documentIdOf(file.path, 0);
	const fields = fieldsOf(entries);
	return {
		documents: [textDocument(id, fields)],
		descriptions: [
			{
				document: id,
				origin: 'systemd-unit',
				component: 'etcd',
				...(memberName !== undefined && { memberName }),
				settings,
				home: rangeOf(words[0]) ?? start.keyRange,
			},
		],
		configs: [textConfig('etcd-unit', file, configNodeOfText(fields))],
		problems: [],
	};
}

function rangeOf(word: Range | undefined): Range | undefined {
	return word && { start: word.start, end: word.end };
}

/** Before the path of the program systemd allows marks such as `-` and `@`. */
function wordsOf({ value, valueRange }: TextEntry) {
	const marks = /^[-@:+!|]*/.exec(value)?.[0].length ?? 0;
	return splitWords(value.slice(marks), valueRange.start + marks);
}

function environmentOf(entry: TextEntry): Setting[] {
	return entry.key !== 'Environment'
		? []
		: wordsOf(entry).flatMap(({ text, start, end }) => {
				const [, name = '', value = ''] = /^([^=]+)=([^]*)$/.exec(text) ?? [];
				const flag = flagOfVariable(name);
				return flag === undefined ? [] : [{ flag, value, range: { start, end } }];
			});
}

/** Sections with their keys; commands in words, and all variables together below `Environment`. */
function fieldsOf(entries: readonly TextEntry[]): TextField[] {
	const sections = Map.groupBy(entries, ({ section }) => section);
	return [...sections].flatMap(([section, own]): TextField[] => {
		const [first] = own;
		const variables = own.filter(({ key }) => key === 'Environment');
		const others = own.filter(({ key }) => key !== 'Environment').map(fieldOf);
		const [environment] = variables;
		const fields: TextField[] = environment
			? [
					...others,
					{
						key: 'Environment',
						keyRange: environment.keyRange,
						value: { kind: 'fields', fields: variables.flatMap(variablesOf) },
					},
				]
			: others;
		return first ? [{ key: section, keyRange: first.keyRange, value: { kind: 'fields', fields } }] : [];
	});
}

function fieldOf(entry: TextEntry): TextField {
	const { key, keyRange, value, valueRange } = entry;
	return key.startsWith('Exec')
		? { key, keyRange, value: { kind: 'words', words: wordsOf(entry) } }
		: { key, keyRange, value: { kind: 'text', text: value, range: firstLine(valueRange, value) } };
}

/** A value that goes on below is marked on its first line. */
function firstLine({ start, end }: Range, value: string): Range {
	const length = /^[^\r\n]*/.exec(value)?.[0].length ?? 0;
	return { start, end: Math.min(end, start + length) };
}

function variablesOf(entry: TextEntry): TextField[] {
	return wordsOf(entry).flatMap(({ text, start, end }): TextField[] => {
		const [, key, value = ''] = /^([^=]+)=([^]*)$/.exec(text) ?? [];
		return key === undefined
			? []
			: [{ key, keyRange: { start, end }, value: { kind: 'text', text: value, range: { start, end } } }];
	});
}
