import type { ChangeId, DatabaseAsks, Line, Overview, Reading } from '../core/database-screen.ts';
import { formatBytes } from '../core/bytes.ts';
import { t } from '../core/words.ts';
import { ChangeList } from './change-list.ts';
import { button, damagesOf, el, lineList, sentenceOf } from './element.ts';
import type { Host } from './host.ts';
import { KeyTree } from './key-tree.ts';
import { sizesOf } from './sizes.ts';
import { ValueView } from './value-view.ts';

/** The whole page of a database: what it is, what takes its space, its keys and their values. */
export async function databaseScreen(host: Host<DatabaseAsks>, body: HTMLElement): Promise<void> {
	try {
		const overview = await host.ask('overview', undefined);
		new DatabaseScreen(host, body, overview).show();
	} catch (error) {
		body.replaceChildren(refusal(host, error));
	}
}

/** The file is no database: it says so, and offers what VS Code would have shown. */
function refusal(host: Host<DatabaseAsks>, error: unknown): HTMLElement {
	const open = button(t('Open with the default editor'), () => host.ask('openDefault', undefined));
	const again = button(t('Try again'), () => databaseScreen(host, document.body));
	return el('main', { class: 'refusal' }, el('p', { role: 'alert' }, sentenceOf(error)), open, again);
}

class DatabaseScreen {
	readonly #host: Host<DatabaseAsks>;
	readonly #body: HTMLElement;
	readonly #overview: Overview;
	readonly #status = el('p', { role: 'status', class: 'status' });
	readonly #progress = el('progress', { max: 1, hidden: true, 'aria-label': t('How much of the file was read') });
	readonly #sizes = el('div', { class: 'sizes' });
	readonly #value: ValueView;
	readonly #changes: ChangeList;
	readonly #tree: KeyTree;
	readonly #read: HTMLButtonElement;
	/** More changes may be stored than are kept at once: those before are read in their place. */
	readonly #older = button('', () => this.#readAll(this.#olderFrom));
	#olderFrom: number | undefined;
	readonly #stop: HTMLButtonElement;

	constructor(host: Host<DatabaseAsks>, body: HTMLElement, overview: Overview) {
		this.#host = host;
		this.#body = body;
		this.#overview = overview;
		this.#value = new ValueView(host);
		this.#changes = new ChangeList(host, (key, change) => this.#showKey(key, change));
		this.#tree = new KeyTree(host, key => this.#showKey(key));
		this.#read = button(t('Read all keys'), () => this.#readAll());
		this.#stop = button(t('Stop'), () => host.ask('cancel', undefined));
		host.onProgress = share => this.#tellProgress(share);
	}

	show(): void {
		const { name, path, damages, isSmall } = this.#overview;
		this.#stop.hidden = true;
		this.#older.hidden = true;
		this.#body.replaceChildren(
			el(
				'main',
				{},
				el('h1', { tabindex: -1 }, name),
				el('p', { class: 'path' }, path),
				...damagesOf(damages),
				el('section', { 'aria-label': t('Overview') }, el('h2', {}, t('Overview')), lineList(this.#lines())),
				el(
					'section',
					{ 'aria-label': t('What takes the space') },
					el('h2', {}, t('What takes the space')),
					el('div', { class: 'actions' }, this.#read, this.#older, this.#stop, this.#again(), this.#progress),
					this.#status,
					this.#sizes,
				),
				this.#keys(),
			),
		);
		void this.#changes.more();
		if (isSmall) {
			void this.#readAll();
		} else {
			const size = formatBytes(this.#overview.fileBytes);
			this.#status.textContent = t(
				'The file has {0}: its keys are read when you ask for it. The newest changes are below.',
				size,
			);
		}
	}

	#lines(): Line[] {
		const { lines, buckets } = this.#overview;
		return [...lines, { title: t('buckets'), text: buckets.join(', ') }];
	}

	#again(): HTMLButtonElement {
		return button(t('Open the file again'), async () => {
			await this.#host.ask('cancel', undefined);
			await this.#host.ask('again', undefined);
			await databaseScreen(this.#host, this.#body);
			this.#body.querySelector<HTMLElement>('h1')?.focus();
		});
	}

	#keys(): HTMLElement {
		return el(
			'section',
			{ class: 'keys', 'aria-label': t('Keys') },
			el('h2', {}, t('Keys')),
			el('div', { class: 'lists' }, this.#tree.element, this.#changes.element),
			this.#value.element,
		);
	}

	async #readAll(asOf?: number): Promise<void> {
		this.#setReading(true);
		this.#tellProgress(0);
		try {
			const reading = await this.#host.ask('read', asOf === undefined ? {} : { asOf });
			this.#offerOlder(reading);
			this.#status.textContent = inWords(reading);
			this.#sizes.replaceChildren(...damagesOf(reading.damages), ...sizesOf(reading));
			await this.#tree.show(reading);
		} catch (error) {
			this.#status.textContent = sentenceOf(error);
		} finally {
			this.#setReading(false);
		}
	}

	#offerOlder({ isWhole, oldest = 0 }: Reading): void {
		this.#olderFrom = isWhole ? undefined : oldest - 1;
		this.#older.textContent = t('Read the keys as of revision {0}', oldest - 1);
	}

	#setReading(isReading: boolean): void {
		// Whoever has the focus keeps it: the buttons stand in for each other.
		const before = isReading ? [this.#read, this.#older] : [this.#stop];
		const hadFocus = before.some(each => each === document.activeElement);
		this.#progress.hidden = !isReading;
		this.#stop.hidden = !isReading;
		this.#read.hidden = isReading;
		this.#older.hidden = isReading || this.#olderFrom === undefined;
		if (hadFocus) {
			(isReading ? this.#stop : this.#read).focus();
		}
	}

	/** Spoken only now and then; the bar moves always. */
	#tellProgress(share: number): void {
		this.#progress.value = share;
		const text = t('{0} % of the file read', Math.floor(share * 10) * 10);
		if (this.#status.textContent !== text) {
			this.#status.textContent = text;
		}
	}

	async #showKey(key: string, change?: ChangeId): Promise<void> {
		await this.#value.show(key, change);
	}
}

function inWords(reading: Reading): string {
	const { isMixed } = reading;
	const read = reading.asOf === undefined ? nowInWords(reading) : thenInWords(reading, reading.asOf);
	return isMixed ? `${read} ${t('etcd wrote while its database was read: what is shown may be of two times.')}` : read;
}

function nowInWords({ isWhole, oldest, keys, changes }: Reading): string {
	return isWhole
		? t('{0} keys exist, in {1} stored changes.', keys, changes)
		: t(
				'Of the newest {0} stored changes, from revision {1} on, {2} keys exist. Older ones were not read.',
				changes,
				oldest ?? 0,
				keys,
			);
}

function thenInWords({ isWhole, oldest, keys, changes }: Reading, asOf: number): string {
	return isWhole
		? t('As of revision {0}: {1} keys existed, in {2} stored changes.', asOf, keys, changes)
		: t(
				'As of revision {0}: {1} keys existed, in the {2} stored changes from revision {3} on. Older ones were not read.',
				asOf,
				keys,
				changes,
				oldest ?? 0,
			);
}
