import { programOf, settingsOf, splitWords } from '../command-line.ts';
import { memberNameOf, type Setting } from '../description.ts';
import { documentIdOf, nothingRead, type Reading } from '../document.ts';
import { flagOfVariable } from '../etcd-settings.ts';
import type { Range, SourceFile } from '../source.ts';
import { entriesOf, textDocument, type TextEntry } from '../text-document.ts';

export function isUnit(text: string): boolean {
	return /^\[Service\][ \t]*$/m.test(text);
}

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
	return {
		documents: [textDocument(id, entries)],
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
		configs: [],
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
