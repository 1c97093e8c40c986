import { Emitter } from './emitter.ts';
import type { Grouping } from './tree/finding-groups.ts';

/** How the findings are shown: what groups them, and which are left out. */
export class FindingsView {
	#grouping: Grouping = 'severity';
	#filter = '';
	readonly #changed = new Emitter<void>();
	readonly onDidChange = this.#changed.event;

	get grouping(): Grouping {
		return this.#grouping;
	}

	get filter(): string {
		return this.#filter;
	}

	groupBy(grouping: Grouping): void {
		this.#grouping = grouping;
		this.#changed.fire();
	}

	/** The empty text shows all. */
	filterBy(text: string): void {
		this.#filter = text.trim();
		this.#changed.fire();
	}
}
