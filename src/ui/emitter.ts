/** Ends something; VS Code's `Disposable` fits it. */
export interface Ending {
	dispose(): void;
}

/** As VS Code's `Event`, without VS Code. */
export type Listen<T> = (listener: (value: T) => unknown) => Ending;

/** Tells everybody who listens. */
export class Emitter<T> {
	readonly #listeners = new Set<(value: T) => unknown>();

	readonly event: Listen<T> = listener => {
		this.#listeners.add(listener);
		return { dispose: () => this.#listeners.delete(listener) };
	};

	fire(value: T): void {
		[...this.#listeners].forEach(listener => listener(value));
	}
}
