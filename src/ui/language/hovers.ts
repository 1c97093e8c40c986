import { Hover, MarkdownString, Range, type HoverProvider, type Position, type TextDocument } from 'vscode';
import { readTargets } from '../settings.ts';
import type { Understood } from './understood.ts';
import type { YamlExtension } from './yaml-extension.ts';

/** What fields and flags mean. */
export class Hovers implements HoverProvider {
	readonly #understood: Understood;
	readonly #yaml: YamlExtension;

	constructor(understood: Understood, yaml: YamlExtension) {
		this.#understood = understood;
		this.#yaml = yaml;
	}

	async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
		const [file, { hoverAt }] = await Promise.all([this.#understood.of(document), import('../../language/hover.ts')]);
		const hover = file && hoverAt(file, document.offsetAt(position), readTargets());
		if (!hover || (hover.about === 'field' && (await this.#yaml.tellsOf(document)))) {
			return undefined;
		}
		return new Hover(
			hover.paragraphs.map(paragraph => new MarkdownString(paragraph)),
			new Range(document.positionAt(hover.range.start), document.positionAt(hover.range.end)),
		);
	}
}
