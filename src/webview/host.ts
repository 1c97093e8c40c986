import type { Ask } from '../core/database-screen.ts';
import type { FromScreen, ToScreen } from '../core/screen-messages.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromScreen): void };

interface Waiting {
	resolve(answer: unknown): void;
	reject(error: Error): void;
}

/** The extension, as this page talks with it: questions and their answers, and what it tells unasked. */
export class Host<Asks> {
	readonly #api = acquireVsCodeApi();
	readonly #waiting = new Map<number, Waiting>();
	#asked = 0;
	/** How much of a long reading is done, from 0 to 1. */
	onProgress: (share: number) => void = () => undefined;

	/** The page is there: the first answer are the words of the user's language. */
	ready(onWords: (words: Readonly<Record<string, string>>) => void): void {
		window.addEventListener('message', ({ data }: MessageEvent<ToScreen>) => {
			if ('words' in data) {
				onWords(data.words);
			} else if ('progress' in data) {
				this.onProgress(data.progress);
			} else {
				this.#settle(data);
			}
		});
		this.#api.postMessage({ ready: true });
	}

	/** Rejects with the sentence that the user is to see. */
	ask<K extends keyof Asks & string>(ask: K, question: QuestionOf<Asks[K]>): Promise<AnswerOf<Asks[K]>> {
		const id = ++this.#asked;
		this.#api.postMessage({ id, ask, question });
		return new Promise((resolve, reject) => {
			// The extension answers a question with what belongs to it: both are made of one table of types.
			this.#waiting.set(id, { resolve: answer => resolve(answer as AnswerOf<Asks[K]>), reject });
		});
	}

	#settle(message: Exclude<ToScreen, { words: unknown } | { progress: unknown }>): void {
		const waiting = this.#waiting.get(message.id);
		this.#waiting.delete(message.id);
		if ('failure' in message) {
			waiting?.reject(new Error(message.failure));
		} else {
			waiting?.resolve(message.answer);
		}
	}
}

type QuestionOf<T> = T extends Ask<infer Question, unknown> ? Question : never;
type AnswerOf<T> = T extends Ask<unknown, infer Answer> ? Answer : never;
