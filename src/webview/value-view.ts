import type { ChangeId, DatabaseAsks, KeyDetails, ShownValue } from '../core/database-screen.ts';
import { t } from '../core/words.ts';
import { button, el, keepFocus, lineList, sentenceOf } from './element.ts';
import type { Host } from './host.ts';

/** One key: its stored changes, and what one of them holds. Secrets are shown for as long as one looks at that value. */
export class ValueView {
	readonly element = el('article', { class: 'value', 'aria-label': t('Value'), tabindex: -1 });
	/** It stays while what it speaks of changes: only so it is spoken. */
	readonly #said = el('p', { role: 'status', class: 'spoken' });
	readonly #content = el('div', {});
	readonly #host: Host<DatabaseAsks>;
	/** Answers come late: only the one asked for last is shown. */
	#asked = 0;

	constructor(host: Host<DatabaseAsks>) {
		this.#host = host;
		this.#content.append(el('p', { class: 'hint' }, t('Choose a key or a change to see what it holds.')));
		this.element.append(this.#said, this.#content);
	}

	async show(key: string, change?: ChangeId): Promise<void> {
		const asked = ++this.#asked;
		const details = await this.#host.ask('key', { key });
		const chosen = change ?? details.changes.find(({ isTombstone }) => !isTombstone) ?? details.changes[0];
		if (asked === this.#asked && chosen) {
			await this.#showChange(details, chosen, false);
		}
	}

	async #showChange(details: KeyDetails, change: ChangeId, reveal: boolean): Promise<void> {
		const asked = ++this.#asked;
		try {
			const value = await this.#host.ask('value', { change, reveal });
			if (asked === this.#asked) {
				this.#render(details, change, value, reveal);
			}
		} catch (error) {
			this.#content.replaceChildren(el('p', { role: 'alert' }, sentenceOf(error)));
		}
	}

	#render(details: KeyDetails, change: ChangeId, value: ShownValue, reveal: boolean): void {
		const { shown, lines, what, text, notes, format, isHidden } = value;
		const open = button(t('Open as a document'), () => this.#host.ask('openValue', { change, reveal }));
		const label = isHidden ? t('Reveal the secret') : t('Hide the secret');
		const secret = button(label, () => this.#showChange(details, change, isHidden));
		secret.dataset['part'] = 'secret';
		this.#said.textContent = `${shown}: ${what}`;
		keepFocus(
			this.#content,
			el('h2', {}, shown),
			...this.#changes(details, change),
			lineList(lines),
			el('p', { class: 'what' }, what),
			...notes.map(note => el('p', { class: 'note' }, note)),
			el('div', { class: 'actions' }, ...(isHidden || reveal ? [secret] : []), ...(format === 'none' ? [] : [open])),
			...(text === '' ? [] : [el('pre', { tabindex: 0, 'aria-label': t('Value of {0}', shown) }, text)]),
		);
	}

	#changes(details: KeyDetails, shown: ChangeId): HTMLElement[] {
		const { changes, more } = details;
		if (changes.length < 2) {
			return [];
		}
		const select = el(
			'select',
			{ 'data-part': 'changes' },
			...changes.map(change =>
				el('option', { value: idOf(change), selected: idOf(change) === idOf(shown) }, changeInWords(change)),
			),
		);
		select.addEventListener('change', () => {
			const change = changes.find(each => idOf(each) === select.value);
			if (change) {
				void this.#showChange(details, change, false);
			}
		});
		const rest = more > 0 ? t('{0} older changes are not listed.', more) : undefined;
		return [el('p', {}, el('label', {}, `${t('Stored changes of this key')} `, select), rest && ` ${rest}`)];
	}
}

function idOf({ main, sub, isTombstone }: ChangeId): string {
	return `${main}.${sub}${isTombstone ? 't' : ''}`;
}

function changeInWords({ main, isTombstone }: ChangeId): string {
	return isTombstone ? t('revision {0}, deleted', main) : t('revision {0}', main);
}
