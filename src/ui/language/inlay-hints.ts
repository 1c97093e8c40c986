import { InlayHint, type Range, type TextDocument } from 'vscode';
import { hintsIn } from '../../language/hints.ts';
import type { ParsedFile } from '../../manifest/index.ts';
import { readTargets } from '../settings.ts';

/** What numbers mean, behind them: `8589934592` is 8 GiB. */
export function inlayHintsIn(file: ParsedFile, document: TextDocument, range: Range): InlayHint[] {
	const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
	return hintsIn(file, span, readTargets()).map(({ offset, text, tooltip }) => {
		const hint = new InlayHint(document.positionAt(offset), text);
		hint.paddingLeft = true;
		if (tooltip !== undefined) {
			hint.tooltip = tooltip;
		}
		return hint;
	});
}
