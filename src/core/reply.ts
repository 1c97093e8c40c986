import type { FactName, From, Reply, Silence } from './facts.ts';
import type { Outcome, Subject } from './finding.ts';
import { t } from './words.ts';

export type Answered<T> = From & { readonly answer: T };
export type Silent = From & { readonly silence: Silence };

export function isAnswered<T>(reply: Reply<T>): reply is Answered<T> {
	return 'answer' in reply;
}

export function answersOf<T>(replies: readonly Reply<T>[]): Answered<T>[] {
	return replies.filter(isAnswered);
}

export function silencesOf<T>(replies: readonly Reply<T>[]): Silent[] {
	return replies.filter((reply): reply is Silent => !isAnswered(reply));
}

/** Whether nobody knows if it was asked: an imported file leaves it out. */
export function isUntold(reply: Reply<unknown>): boolean {
	return !isAnswered(reply) && reply.silence.cause === 'untold';
}

/** Said by a check that judges how members fail to answer, of those of whom even that is not known. */
export function* untold(replies: readonly Reply<unknown>[], fact: FactName): Generator<Outcome> {
	yield* unseen(silencesOf(replies).filter(isUntold), fact);
}

/** Those who stayed silent for the same reason, in one sentence. */
function* unseen(silent: readonly Silent[], fact: FactName): Generator<Outcome> {
	for (const [message, alike] of Map.groupBy(silent, ({ silence }) => silence.message)) {
		yield { unknown: t('{0}: {1}', alike.map(labelOf).join(', '), message), missing: [fact] };
	}
}

/**
 * The answers, for a check that judges every member: who stayed silent is said as unknown, so that no verdict is `passed`
 * for a member at which nobody looked. A member whose version or role has no such answer (a learner has no hash) is
 * passed over. Use it as `const seen = yield* answered(facts.statuses, 'statuses')`.
 */
export function* answered<T>(replies: readonly Reply<T>[], fact: FactName): Generator<Outcome, Answered<T>[]> {
	if (replies.length === 0) {
		yield { unknown: t('No member was asked.'), missing: [fact] };
	}
	const silent = silencesOf(replies);
	yield* unseen(
		silent.filter(({ silence }) => silence.cause !== 'unsupported'),
		fact,
	);
	const unsupported = silent.find(({ silence }) => silence.cause === 'unsupported');
	if (unsupported && silent.length === replies.length) {
		yield { notApplicable: unsupported.silence.message };
	}
	return answersOf(replies);
}

/** How a message names who spoke: the member's name where it is known, else the endpoint. */
export function labelOf(from: From): string {
	return from.memberName ? `${from.memberName} (${from.endpoint})` : from.endpoint;
}

export function subjectOf(from: From): Subject {
	return {
		kind: 'member',
		endpoint: from.endpoint,
		...(from.memberId !== undefined && { id: from.memberId }),
		...(from.memberName !== undefined && { name: from.memberName }),
	};
}
