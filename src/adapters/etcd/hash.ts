import type { DataHash, Reply, Status } from '../../core/facts.ts';
import { formatBytes } from '../../core/bytes.ts';
import { answersOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';
import { askAll, oneAtATime, sleep } from './ask.ts';
import { calls } from './calls.ts';
import type { MemberClient } from './member-client.ts';
import type { EtcdQuestions } from './probes.ts';
import { Unanswered } from './silence.ts';

/** A member that has not applied the revision yet is asked again, this often and this far apart. */
const retries = 10;
const retryMs = 50;

/**
 * HashKV of all members at one revision: the lowest that those who answered early have. It reads the whole key space of a
 * member, so large ones are asked only by explicit choice, and then one after another.
 */
export function hashAll(
	clients: readonly MemberClient[],
	early: readonly Reply<Status>[],
	{ deep, hashLimitBytes, budget }: EtcdQuestions,
): Promise<Reply<DataHash>[]> {
	const known = new Map(answersOf(early).map(reply => [reply.endpoint, reply.answer]));
	const voters = [...known.values()].filter(status => !status.isLearner);
	const revision = Math.min(...voters.map(status => status.revision));
	const queue = oneAtATime();
	return askAll(clients, client => {
		const status = known.get(client.endpoint);
		if (status?.isLearner) {
			throw new Unanswered('etcd', t('A learner does not answer this.'), 'unsupported');
		}
		if (hashLimitBytes === undefined) {
			throw new Unanswered('etcd', t('Not hashed: the check etcd/data-differs is off.'), 'too-large');
		}
		if (!Number.isFinite(revision)) {
			throw new Unanswered('etcd', t('Not hashed: no member told how large its data are.'), 'too-large');
		}
		const largest = Math.max(...voters.map(voter => voter.dbSizeInUseBytes));
		const isLarge = largest > hashLimitBytes;
		if (isLarge && !deep) {
			throw tooLarge(largest);
		}
		const ask = () => hashOf(client, revision, budget.signal);
		return isLarge ? queue(ask) : ask();
	});
}

async function hashOf(client: MemberClient, revision: number, signal: AbortSignal): Promise<DataHash> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await client.call(calls.hashKv(revision));
		} catch (error) {
			const isLagging = error instanceof Unanswered && error.silence.cause === 'lagging';
			if (!isLagging || attempt === retries) {
				throw error;
			}
			await sleep(retryMs, signal);
		}
	}
}

function tooLarge(bytes: number): Unanswered {
	return new Unanswered(
		'etcd',
		t(
			'Too large to hash unasked: {0} in use. Hashing reads all of it; --deep does it, one member after another.',
			formatBytes(bytes),
		),
		'too-large',
	);
}
