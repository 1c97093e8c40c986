import type { DatabaseAsks, Reading, TreeRow } from '../core/database-screen.ts';
import { formatBytes } from '../core/bytes.ts';
import { t } from '../core/words.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';

/** What an item of the tree does when it is chosen, and where its children go. */
interface Item {
	readonly row: TreeRow | 'more';
	readonly choose: () => Promise<void>;
	readonly group?: HTMLElement;
}

/**
 * The keys as a tree, a page of each level at a time. It moves as trees do: arrows, Home, End, Enter, first letters; one item
 * of it is in the order of the tab key.
 */
export class KeyTree {
	readonly element: HTMLElement;
	readonly #host: Host<DatabaseAsks>;
	readonly #onPick: (key: string) => unknown;
	readonly #root = el('ul', { role: 'tree', 'aria-label': t('Keys'), class: 'tree' });
	readonly #hint = el('p', { class: 'hint', role: 'status' }, t('The keys are here when they have been read.'));
	readonly #prefix = el('input', { type: 'text', spellcheck: 'false', placeholder: '/registry/pods/', disabled: true });
	readonly #items = new WeakMap<Element, Item>();

	constructor(host: Host<DatabaseAsks>, onPick: (key: string) => unknown) {
		this.#host = host;
		this.#onPick = onPick;
		this.#root.addEventListener('keydown', event => this.#onKey(event));
		this.#prefix.addEventListener('change', () => void this.#fillRoot());
		const label = el('label', { class: 'prefix' }, t('Keys that begin with'), this.#prefix);
		this.element = el('details', { open: true }, el('summary', {}, t('All keys')), label, this.#hint, this.#root);
	}

	/** The keys were read. */
	async show({ asOf, isWhole, oldest }: Reading): Promise<void> {
		this.#prefix.disabled = false;
		this.#hint.textContent = [
			...(asOf === undefined ? [] : [t('The keys as they were at revision {0}.', asOf)]),
			...(isWhole ? [] : [t('Only keys that changed from revision {0} on are here.', oldest ?? 0)]),
		].join(' ');
		await this.#fillRoot();
	}

	async #fillRoot(): Promise<void> {
		const prefix = asName(this.#prefix.value);
		this.#root.replaceChildren();
		await this.#append(this.#root, prefix, undefined, 1);
		this.#root.querySelector('[role=treeitem]')?.setAttribute('tabindex', '0');
		if (this.#root.childElementCount === 0) {
			this.#hint.textContent = t('There is no such key.');
		}
	}

	async #append(group: HTMLElement, prefix: string, from: number | undefined, level: number): Promise<void> {
		const { rows, next } = await this.#host.ask('rows', { prefix, ...(from !== undefined && { from }) });
		group.append(...rows.map(row => this.#rowItem(row, level)));
		if (next !== undefined) {
			group.append(this.#moreItem(group, prefix, next, level));
		}
	}

	#rowItem(row: TreeRow, level: number): HTMLElement {
		const isFolder = row.kind === 'folder';
		const group = isFolder ? el('ul', { role: 'group', hidden: true }) : undefined;
		const item = this.#treeItem(wordsOf(row), detailOf(row), level, isFolder);
		if (row.isDeleted) {
			item.classList.add('deleted');
		}
		if (group) {
			item.append(group);
		}
		const choose = group ? () => this.#toggle(item, group, row.name, level) : async () => void this.#onPick(row.name);
		this.#items.set(item, { row, choose, ...(group && { group }) });
		return item;
	}

	#moreItem(group: HTMLElement, prefix: string, next: number, level: number): HTMLElement {
		const item = this.#treeItem(t('Show more'), '', level, false);
		const choose = async () => {
			const before = item.previousElementSibling;
			await this.#append(group, prefix, next, level);
			item.remove();
			this.#focus(before?.nextElementSibling);
		};
		this.#items.set(item, { row: 'more', choose });
		return item;
	}

	#treeItem(label: string, detail: string, level: number, isFolder: boolean): HTMLElement {
		const row = el(
			'span',
			{ class: 'row' },
			el('span', { class: 'label' }, label),
			el('span', { class: 'detail' }, detail),
		);
		const item = el(
			'li',
			{
				role: 'treeitem',
				tabindex: -1,
				'aria-level': level,
				'aria-label': detail === '' ? label : `${label}, ${detail}`,
				...(isFolder && { 'aria-expanded': 'false' }),
			},
			row,
		);
		row.style.paddingLeft = `${level}em`;
		row.addEventListener('click', () => {
			this.#focus(item);
			void this.#items.get(item)?.choose();
		});
		return item;
	}

	async #toggle(item: HTMLElement, group: HTMLElement, prefix: string, level: number): Promise<void> {
		const isOpen = item.getAttribute('aria-expanded') === 'true';
		item.setAttribute('aria-expanded', String(!isOpen));
		group.hidden = isOpen;
		if (!isOpen && group.childElementCount === 0) {
			await this.#append(group, prefix, undefined, level + 1);
		}
	}

	#onKey(event: KeyboardEvent): void {
		const item = event.target instanceof Element ? event.target.closest('[role=treeitem]') : undefined;
		const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
		const step = item && isPlain ? this.#stepOf(event.key, item) : undefined;
		if (step) {
			event.preventDefault();
			step();
		}
	}

	#stepOf(key: string, item: Element): (() => void) | undefined {
		const visible = [...this.#root.querySelectorAll('[role=treeitem]')].filter(each => !each.closest('[hidden]'));
		const at = visible.indexOf(item);
		const expanded = item.getAttribute('aria-expanded');
		const choose = () => void this.#items.get(item)?.choose();
		switch (key) {
			case 'ArrowDown':
				return () => this.#focus(visible[at + 1]);
			case 'ArrowUp':
				return () => this.#focus(visible[at - 1]);
			case 'Home':
				return () => this.#focus(visible[0]);
			case 'End':
				return () => this.#focus(visible.at(-1));
			case 'ArrowRight':
				return expanded === 'false' ? choose : () => this.#focus(expanded === 'true' ? visible[at + 1] : undefined);
			case 'ArrowLeft':
				return expanded === 'true' ? choose : () => this.#focus(item.parentElement?.closest('[role=treeitem]'));
			case 'Enter':
			case ' ':
				return choose;
			default:
				return key.length === 1 ? () => this.#focus(nextThatBegins(visible, at, key)) : undefined;
		}
	}

	#focus(item: Element | null | undefined): void {
		if (item instanceof HTMLElement) {
			this.#root.querySelectorAll('[tabindex="0"]').forEach(each => each.setAttribute('tabindex', '-1'));
			this.#root.querySelectorAll('[aria-selected]').forEach(each => each.removeAttribute('aria-selected'));
			item.setAttribute('tabindex', '0');
			item.setAttribute('aria-selected', 'true');
			item.focus();
		}
	}
}

/** As in every list: a letter leads to the next row that begins with it. */
function nextThatBegins(items: readonly Element[], at: number, letter: string): Element | undefined {
	const behind = [...items.slice(at + 1), ...items.slice(0, at)];
	return behind.find(item => item.getAttribute('aria-label')?.toLowerCase().startsWith(letter.toLowerCase()));
}

function wordsOf({ shown, isDeleted }: TreeRow): string {
	return isDeleted ? t('{0} (deleted)', shown) : shown;
}

function detailOf({ kind, keys = 0, bytes = 0, isDeleted }: TreeRow): string {
	return kind === 'folder' ? (keys === 1 ? t('1 key') : t('{0} keys', keys)) : isDeleted ? '' : formatBytes(bytes);
}

/** As the extension names keys: a character for each byte. */
function asName(text: string): string {
	return Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('');
}
