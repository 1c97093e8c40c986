import type { Reply } from '../../core/facts.ts';
import type { MemberClient } from './member-client.ts';
import { Unanswered } from './silence.ts';

/** One question to one member: its answer, or why there is none. What is no silence is a bug and is thrown. */
export async function reply<T>(client: MemberClient, question: () => Promise<T>): Promise<Reply<T>> {
	const { endpoint } = client;
	try {
		return { endpoint, answer: await question() };
	} catch (error) {
		if (error instanceof Unanswered) {
			return { endpoint, silence: error.silence };
		}
		throw error;
	}
}

/** One question to all members at once. */
export function askAll<T>(
	clients: readonly MemberClient[],
	question: (client: MemberClient) => Promise<T>,
): Promise<Reply<T>[]> {
	return Promise.all(clients.map(client => reply(client, () => question(client))));
}

/**
 * What has come `graceMs` after the first result, so that one silent member does not hold up the others' next question.
 * The rest are left out, not waited for.
 */
export async function gather<T>(pending: readonly Promise<T>[], graceMs: number, signal: AbortSignal): Promise<T[]> {
	const settled: T[] = [];
	const noted = pending.map(async promise => {
		settled.push(await promise);
	});
	await Promise.race(noted);
	const enough = new AbortController();
	await Promise.race([Promise.all(noted), sleep(graceMs, AbortSignal.any([signal, enough.signal]))]);
	enough.abort();
	return [...settled];
}

/** Resolves early, and without an error, when aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener(
			'abort',
			() => {
				clearTimeout(timer);
				resolve();
			},
			{ once: true },
		);
	});
}

/** Runs what it is given one after another. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	return <T>(work: () => Promise<T>) => {
		const next = last.then(work, work);
		last = next;
		return next;
	};
}
