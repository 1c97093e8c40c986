import {
	CompletionItem,
	CompletionItemKind,
	CompletionItemTag,
	MarkdownString,
	Range,
	type CompletionItemProvider,
	type Position,
	type TextDocument,
} from 'vscode';
import type { Completion } from '../../language/completion.ts';
import { readTargets } from '../settings.ts';
import { isOurs } from './ours.ts';
import type { YamlExtension } from './yaml-extension.ts';

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
	field: CompletionItemKind.Property,
	flag: CompletionItemKind.Constant,
	value: CompletionItemKind.Value,
};

/** Fields, flags and their values, by kind and version. */
export class Completions implements CompletionItemProvider {
	static readonly triggers = [' ', '-', '=', '"', '/', ','];
	readonly #yaml: YamlExtension;

	constructor(yaml: YamlExtension) {
		this.#yaml = yaml;
	}

	async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionItem[]> {
		// What is being typed in YAML may become ours only with the next word.
		if (document.languageId !== 'yaml' && !isOurs(document)) {
			return [];
		}
		const { completionsAt } = await import('../../language/completion.ts');
		const source = { path: document.uri.toString(), text: document.getText() };
		const found = completionsAt(source, document.offsetAt(position), readTargets());
		if (!found || (found.areOfFields && (await this.#yaml.tellsOf(document)))) {
			return [];
		}
		const range = new Range(document.positionAt(found.range.start), document.positionAt(found.range.end));
		return found.items.map((item, index) => itemOf(item, range, index));
	}
}

function itemOf(completion: Completion, range: Range, index: number): CompletionItem {
	const { label, kind, insert, detail, documentation, isDeprecated, asksForMore } = completion;
	const item = new CompletionItem({ label, ...(detail !== '' && { description: detail }) }, kinds[kind]);
	item.range = range;
	item.insertText = insert;
	// New lines bring their own indentation.
	item.keepWhitespace = true;
	// In the order of the tables; what is out of date comes last.
	item.sortText = `${isDeprecated ? 1 : 0}${String(index).padStart(4, '0')}`;
	if (documentation !== undefined) {
		item.documentation = new MarkdownString(documentation);
	}
	if (isDeprecated) {
		item.tags = [CompletionItemTag.Deprecated];
	}
	if (asksForMore) {
		item.command = { command: 'editor.action.triggerSuggest', title: '' };
	}
	return item;
}
