import { t } from '../core/words.ts';

export type Child = Node | string | undefined;

/** Attributes by their names; `true` for one without a value, undefined for none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with its attributes and children. Texts are texts: nothing of a file becomes markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value !== undefined && value !== false) {
			element.setAttribute(name, value === true ? '' : String(value));
		}
	}
	element.append(...children.filter(child => child !== undefined));
	return element;
}

export function button(label: string, onClick: () => unknown): HTMLButtonElement {
	const element = el('button', { type: 'button' }, label);
	element.addEventListener('click', () => void onClick());
	return element;
}

/** Fills an element anew. What had the focus gives it to what stands for it now: that of the same `data-part`. */
export function keepFocus(element: HTMLElement, ...children: readonly Child[]): void {
	const focused = document.activeElement;
	const part = focused instanceof HTMLElement && element.contains(focused) ? focused.dataset['part'] : undefined;
	element.replaceChildren(...children.filter(child => child !== undefined));
	if (part !== undefined) {
		element.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus();
	}
}

/** Headings beside what they head. */
export function lineList(lines: readonly { readonly title: string; readonly text: string }[]): HTMLElement {
	return el('dl', { class: 'lines' }, ...lines.flatMap(({ title, text }) => [el('dt', {}, title), el('dd', {}, text)]));
}

/** A table whose first column heads the rows. */
export function table(
	caption: string,
	heads: readonly string[],
	rows: readonly (readonly [first: string, ...rest: Child[]])[],
): HTMLElement {
	const body = rows.map(([first, ...rest]) =>
		el('tr', {}, el('th', { scope: 'row' }, first), ...rest.map(cell => el('td', {}, cell))),
	);
	return el(
		'table',
		{},
		el('caption', {}, caption),
		el('thead', {}, el('tr', {}, ...heads.map(head => el('th', { scope: 'col' }, head)))),
		el('tbody', {}, ...body),
	);
}

/** What is wrong with a file, folded; nothing where it is whole. */
export function damagesOf(damages: readonly string[]): HTMLElement[] {
	if (damages.length === 0) {
		return [];
	}
	const title = damages.length === 1 ? t('1 place is damaged') : t('{0} places are damaged', damages.length);
	const items = damages.map(damage => el('li', {}, damage));
	const list = el('details', {}, el('summary', {}, title), el('ul', {}, ...items));
	return [el('div', { class: 'damages', role: 'alert' }, list)];
}

/** What went wrong, for the user. */
export function sentenceOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
