import { window, type Disposable, type LogOutputChannel } from 'vscode';
import { ExpectedError } from '../core/errors.ts';
import { redact } from './redact.ts';

/** The output channel; whatever goes in is redacted first. */
export class Log implements Disposable {
	readonly #channel: LogOutputChannel = window.createOutputChannel('Quorum', { log: true });
	readonly #secrets = new Set<string>();

	/** From now on this text is never written. */
	hide(secret: string | undefined): void {
		if (secret) {
			this.#secrets.add(secret);
		}
	}

	info(text: string): void {
		this.#channel.info(redact(text, this.#secrets));
	}

	warn(text: string): void {
		this.#channel.warn(redact(text, this.#secrets));
	}

	/** A bug: with its stack. */
	bug(error: unknown): void {
		this.#channel.error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error), this.#secrets));
	}

	/** What was foreseen as its sentence, all else as a bug. */
	failure(error: unknown): void {
		if (error instanceof ExpectedError) {
			this.warn(error.message);
		} else {
			this.bug(error);
		}
	}

	show(): void {
		this.#channel.show();
	}

	dispose(): void {
		this.#channel.dispose();
	}
}
