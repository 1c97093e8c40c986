import type { Authentication, Reply, VersionAnswer } from '../../core/facts.ts';
import { compareVersions, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { askAll } from './ask.ts';
import { calls } from './calls.ts';
import type { MemberClient } from './member-client.ts';
import { Unanswered } from './silence.ts';

/** The first version that knows the call. Source: the etcd API, `AuthStatus`, since 3.5. */
const since = { major: 3, minor: 5, patch: 0 };

/**
 * AuthStatus goes into the raft log, and a member of etcd 3.4 that meets it there ends with "panic: not implemented", again
 * at every start. One member of 3.5 among those of 3.4 would pass it on; so it is asked only where the version of the whole
 * cluster, below which no member can join, is known to be 3.5 or newer.
 */
export function authStatuses(
	clients: readonly MemberClient[],
	versionAt: (client: MemberClient) => Promise<VersionAnswer>,
): Promise<Reply<Authentication>[]> {
	// Each waits for its own page alone: a silent member keeps nobody else from telling.
	return askAll(clients, async client => {
		const cluster = parseVersion((await toldBy(client, versionAt)).cluster);
		if (!cluster) {
			throw new Unanswered('etcd', t('Not asked, because the cluster has not decided its version.'));
		}
		if (compareVersions(cluster, since) < 0) {
			throw new Unanswered('protocol', t('A cluster of etcd before 3.5 does not tell it.'), 'unsupported');
		}
		return client.call(calls.authStatus);
	});
}

async function toldBy(
	client: MemberClient,
	versionAt: (client: MemberClient) => Promise<VersionAnswer>,
): Promise<VersionAnswer> {
	try {
		return await versionAt(client);
	} catch (error) {
		if (!(error instanceof Unanswered)) {
			throw error;
		}
		const { stage, message } = error.silence;
		throw new Unanswered(stage, t('Not asked, because the version of the cluster is not known: {0}', message));
	}
}
