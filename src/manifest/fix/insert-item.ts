import { isScalar } from 'yaml';
import type { YamlPath } from '../../core/finding.ts';
import type { PlainValue, TextEdit } from '../../core/fix.ts';
import type { YamlValue } from '../yaml-value.ts';
import { fieldOf, flowText } from './insert.ts';
import { endOf, eolOf, isFlow, lineEnd, lineStart, scalarText, styleAt, whole } from './written.ts';

/** An item behind another, in its style. */
export function insertItem(
	root: YamlValue,
	path: YamlPath,
	value: PlainValue,
	text: string,
): readonly TextEdit[] | undefined {
	const list = root.at(...path.slice(0, -1));
	const item = root.at(...path);
	if (!list || !item || item.hasKey) {
		return undefined;
	}
	const range = whole(item, text);
	const raw = text.slice(range.start, range.end);
	if (isScalar(item.node) && (/[\r\n]/.test(raw) || raw === '')) {
		return undefined;
	}
	const style = styleAt(text, range);
	if (isFlow(list)) {
		const written = style === 'QUOTE_DOUBLE' ? JSON.stringify(value) : flowText(value);
		return root.source.isEmbedded ? undefined : [{ start: range.end, end: range.end, text: `, ${written}` }];
	}
	const lead = text.slice(lineStart(text, range.start), range.start);
	if (!/^ *- +$/.test(lead)) {
		return undefined;
	}
	const lines =
		typeof value !== 'object'
			? [scalarText(value, isScalar(item.node) ? style : 'PLAIN')]
			: isFlow(item) || Array.isArray(value)
				? [flowText(value)]
				: Object.entries(value).flatMap(([key, inner]) => [...fieldOf(key, inner).lines]);
	const at = lineEnd(text, endOf(item, text));
	const added = lines.map((line, index) => eolOf(text) + (index === 0 ? lead : ' '.repeat(lead.length)) + line);
	return [{ start: at, end: at, text: added.join('') }];
}
