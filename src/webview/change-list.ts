import type { Change, ChangeId, DatabaseAsks } from '../core/database-screen.ts';
import { formatBytes } from '../core/bytes.ts';
import { t } from '../core/words.ts';
import { button, el } from './element.ts';
import type { Host } from './host.ts';

/** The newest stored changes: there at once, however large the file is. */
export class ChangeList {
	readonly element: HTMLElement;
	readonly #host: Host<DatabaseAsks>;
	readonly #onPick: (key: string, change: ChangeId) => unknown;
	readonly #list = el('ol', { class: 'changes' });
	readonly #more = button(t('Older changes'), () => this.more());
	#last: ChangeId | undefined;

	constructor(host: Host<DatabaseAsks>, onPick: (key: string, change: ChangeId) => unknown) {
		this.#host = host;
		this.#onPick = onPick;
		this.element = el('details', { open: true }, el('summary', {}, t('Newest changes')), this.#list, this.#more);
	}

	async more(): Promise<void> {
		const hadFocus = document.activeElement === this.#more;
		const page = await this.#host.ask('changes', this.#last ? { before: this.#last } : {});
		const items = page.changes.map(change => this.#item(change));
		this.#list.append(...items);
		if (hadFocus) {
			items[0]?.querySelector('button')?.focus();
		}
		this.#last = page.changes.at(-1)?.id ?? this.#last;
		this.#more.hidden = !page.hasMore;
	}

	#item({ id, key, shown, valueBytes }: Change): HTMLElement {
		const what = id.isTombstone ? t('deleted') : formatBytes(valueBytes);
		const pick = button(`${id.main}: ${shown}, ${what}`, () => this.#onPick(key, id));
		pick.className = 'link';
		return el('li', {}, pick);
	}
}
