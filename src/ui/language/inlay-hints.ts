import { InlayHint, type InlayHintsProvider, type Range, type TextDocument } from 'vscode';
import { readTargets } from '../settings.ts';
import type { Understood } from './understood.ts';

/** What numbers mean, behind them: `8589934592` is 8 GiB. */
export class Hints implements InlayHintsProvider {
	readonly #understood: Understood;

	constructor(understood: Understood) {
		this.#understood = understood;
	}

	async provideInlayHints(document: TextDocument, range: Range): Promise<InlayHint[]> {
		const [file, { hintsIn }] = await Promise.all([this.#understood.of(document), import('../../language/hints.ts')]);
		const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
		return (file ? hintsIn(file, span, readTargets()) : []).map(({ offset, text, tooltip }) => {
			const hint = new InlayHint(document.positionAt(offset), text);
			hint.paddingLeft = true;
			if (tooltip !== undefined) {
				hint.tooltip = tooltip;
			}
			return hint;
		});
	}
}
