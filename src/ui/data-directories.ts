import { Emitter } from './emitter.ts';

/** The data directories that were opened in this window. Nothing of them is held but where they are. */
export class DataDirectories {
	#paths: readonly string[] = [];
	readonly #changed = new Emitter<void>();
	readonly onDidChange = this.#changed.event;

	get paths(): readonly string[] {
		return this.#paths;
	}

	/** Opened again it is read again. */
	add(path: string): void {
		this.#paths = [...this.#paths.filter(each => each !== path), path];
		this.#changed.fire();
	}

	remove(path: string): void {
		this.#paths = this.#paths.filter(each => each !== path);
		this.#changed.fire();
	}
}
