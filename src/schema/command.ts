import { fieldAt, isOpaque, itemsOf, scalarOf, sitesAt, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import { isPlaceholder } from '../core/placeholder.ts';
import { commandIn, isShell, programOf } from '../core/shell-words.ts';

/** One thing that a file sets of a program, by the name of the flag that it is or becomes. */
export interface Setting {
	readonly flag: string;
	/** As it is written before `=` or as a key, dashes included. */
	readonly written: string;
	/** Missing where it is a gap still to be filled in, or no scalar. */
	readonly text?: string;
	/** A word of a command line, dashes and all. */
	readonly isWord?: true;
	/** Given in a word of its own behind the flag. */
	readonly isApart?: true;
	/** A word in a string that holds the whole command. */
	readonly isInScript?: boolean;
	/** A variable of the environment. */
	readonly isVariable?: true;
	readonly nameSite: Site;
	readonly namePart: 'key' | 'value';
	readonly site: Site;
	readonly whole: Site;
}

/** Some forty rules ask for the same words: they are taken apart once for a document, as long as that is there. */
const commands = new WeakMap<ConfigDocument, Map<string, readonly Setting[] | undefined>>();

/** The containers of a pod, or of what makes pods. */
export function containersOf(root: Site): Site[] {
	return [
		...sitesAt(root, ['spec', 'containers', '*']),
		...sitesAt(root, ['spec', 'template', 'spec', 'containers', '*']),
	];
}

/** The settings of a container that starts a program, and nothing of another. */
export function startedBy(container: Site, program: string): readonly Setting[] | undefined {
	const known = commands.get(container.document) ?? new Map<string, readonly Setting[] | undefined>();
	commands.set(container.document, known);
	const key = `${program} ${container.path.join('/')}`;
	if (!known.has(key)) {
		const items = ['command', 'args'].flatMap(name => {
			const list = fieldAt(container, name);
			return list ? itemsOf(list) : [];
		});
		const words = wordsOf(items, program);
		known.set(key, words && settingsIn(words));
	}
	return known.get(key);
}

/** The words behind the name of a program that a command starts, itself or by a script; nothing where it starts another. */
export function wordsOf(items: readonly Site[], program: string): readonly Site[] | undefined {
	const texts = items.map(item => (item.node.kind === 'scalar' ? item.node.text : ''));
	if (!isShell(texts)) {
		return programOf(texts[0]) === program ? items.slice(1) : undefined;
	}
	const script = items[2];
	const command = commandIn(texts[2] ?? '', program);
	return script && command.length > 0 ? command.slice(1).map(word => wordSite(script, word)) : undefined;
}

/** A word of a script, by its number. */
function wordSite({ document, path }: Site, { index, text }: { readonly index: number; readonly text: string }): Site {
	const isGap = isPlaceholder(text);
	return {
		document,
		path: [...path, index],
		node: { kind: 'scalar', type: 'string', text, ...(isGap && { opaque: true }) },
		isInScript: true,
	};
}

/** `--flag=value`, `--flag value` or `--flag`; a word that is a gap as a whole says nothing. */
export function settingsIn(words: readonly Site[]): Setting[] {
	return words.flatMap((word, index): Setting[] => {
		const raw = word.node.kind === 'scalar' ? word.node.text : '';
		const [, dashes = '', flag = '', inline] = /^(-{1,2})([^-=\s][^=\s]*)(?:=([^]*))?$/.exec(raw) ?? [];
		if (flag === '') {
			return [];
		}
		const next = words[index + 1];
		const nextText = next?.node.kind === 'scalar' && !next.node.text.startsWith('-') ? next.node.text : undefined;
		const isGap = isOpaque(word) || (inline === undefined && nextText !== undefined && isOpaque(next));
		const text = inline ?? nextText ?? 'true';
		return [
			{
				flag,
				written: dashes + flag,
				isWord: true,
				isInScript: word.isInScript === true,
				...(!isGap && { text }),
				...(inline === undefined && nextText !== undefined && { isApart: true }),
				nameSite: word,
				namePart: 'value',
				site: word,
				whole: word,
			},
		];
	});
}

/** Items that are `flag=value` without dashes, as K3s takes them. */
export function listedSettings(list: Site): Setting[] {
	return itemsOf(list).flatMap((item): Setting[] => {
		const text = item.node.kind === 'scalar' ? item.node.text : '';
		const [, written = '', flag = '', value] = /^((?:-{0,2})([^-=\s][^=\s]*))(?:=([^]*))?$/.exec(text) ?? [];
		const scalar = scalarOf(item);
		return flag === ''
			? []
			: [
					{
						flag,
						written,
						...(scalar && { text: value ?? 'true' }),
						isWord: true,
						nameSite: item,
						namePart: 'value',
						site: item,
						whole: item,
					},
				];
	});
}
