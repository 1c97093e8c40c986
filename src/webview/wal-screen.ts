import { t } from '../core/words.ts';
import type { WalAsks, WalFilter, WalOpened } from '../core/wal-screen.ts';
import { button, damagesOf, el, lineList, sentenceOf } from './element.ts';
import type { Host } from './host.ts';

/** The page of a write-ahead log: where it stands, what is wrong with it, and its entries, a page at a time. */
export class WalScreen {
	readonly #host: Host<WalAsks>;
	readonly #body: HTMLElement;
	readonly #content = el('div', {});
	readonly #status = el('p', { role: 'status', class: 'status' });
	readonly #from = el('input', { type: 'number', min: 0 });
	readonly #key = el('input', { type: 'text', spellcheck: 'false', placeholder: '/registry/pods/' });
	readonly #whole = el('input', { type: 'checkbox' });
	readonly #raw = el('input', { type: 'checkbox' });
	#opened = 0;

	constructor(host: Host<WalAsks>, body: HTMLElement) {
		this.#host = host;
		this.#body = body;
		[this.#from, this.#key, this.#whole, this.#raw].forEach(input =>
			input.addEventListener('change', () => void this.open()),
		);
	}

	show(): void {
		const filters = el(
			'form',
			{ class: 'actions', 'aria-label': t('Which entries') },
			el('label', {}, `${t('From index')} `, this.#from),
			el('label', {}, `${t('Keys that begin with')} `, this.#key),
			el('label', {}, this.#whole, t('all files of the log')),
			el('label', {}, this.#raw, t('every record')),
		);
		filters.addEventListener('submit', event => event.preventDefault());
		this.#body.replaceChildren(el('main', {}, this.#content, filters, this.#status));
		void this.open();
	}

	async open(): Promise<void> {
		const opened = ++this.#opened;
		this.#status.textContent = t('The log is being read…');
		try {
			const log = await this.#host.ask('open', this.#filter());
			if (opened === this.#opened) {
				this.#render(log);
			}
		} catch (error) {
			if (opened === this.#opened) {
				this.#status.textContent = sentenceOf(error);
				this.#content.replaceChildren(
					button(t('Open with the default editor'), () => this.#host.ask('openDefault', undefined)),
				);
			}
		}
	}

	#filter(): WalFilter {
		const from = this.#from.valueAsNumber;
		return {
			isWhole: this.#whole.checked,
			isRaw: this.#raw.checked,
			...(Number.isSafeInteger(from) && { from }),
			...(this.#key.value !== '' && { key: this.#key.value }),
		};
	}

	#render(log: WalOpened): void {
		const rows = el('tbody', {});
		const more = button(t('Show more'), async () => {
			const page = await this.#host.ask('more', undefined);
			const shown = rows.childElementCount;
			rows.append(...page.rows.map(rowOf));
			// The button may go: reading goes on where the new rows begin.
			const next = rows.children[shown];
			next?.setAttribute('tabindex', '-1');
			(next instanceof HTMLElement ? next : undefined)?.focus();
			more.hidden = !page.hasMore;
			this.#tell(rows, page.hasMore);
		});
		more.hidden = !log.hasMore;
		rows.append(...log.rows.map(rowOf));
		const headings = log.headings.map(heading => el('th', { scope: 'col' }, heading));
		const list = el(
			'table',
			{ class: 'entries' },
			el('caption', {}, t('Entries')),
			el('thead', {}, el('tr', {}, ...headings)),
			rows,
		);
		this.#content.replaceChildren(
			el('h1', {}, log.name),
			el('p', { class: 'path' }, log.path),
			...damagesOf(log.damages),
			lineList(log.lines),
		);
		this.#body.querySelectorAll('.list').forEach(each => each.remove());
		this.#body.querySelector('main')?.append(el('div', { class: 'list' }, list, more));
		this.#tell(rows, log.hasMore);
	}

	#tell(rows: HTMLElement, hasMore: boolean): void {
		const count = rows.childElementCount;
		const all = count === 1 ? t('1 entry') : t('{0} entries', count);
		this.#status.textContent = hasMore ? t('The first {0} entries are shown.', count) : all;
	}
}

function rowOf([first = '', ...rest]: readonly string[]): HTMLElement {
	return el('tr', {}, el('th', { scope: 'row' }, first), ...rest.map(cell => el('td', {}, cell)));
}
