import { Resolver } from 'node:dns/promises';
import type { Endpoint, MemberList } from '../../core/facts.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { sameUrl } from '../../core/members.ts';
import { t } from '../../core/words.ts';
import { calls } from './calls.ts';
import type { Budget, MemberClient } from './member-client.ts';

/**
 * The endpoints that DNS publishes for clients of a domain: `_etcd-client-ssl._tcp` first, then `_etcd-client._tcp`. A name
 * server that is silent is given up with the budget: its own patience is half a minute.
 */
export async function discoverByDns(
	domain: string,
	{ timeoutMs, signal }: Budget,
	resolver = new Resolver({ timeout: timeoutMs, tries: 2 }),
): Promise<string[]> {
	const giveUp = () => resolver.cancel();
	signal.addEventListener('abort', giveUp);
	try {
		return await recordsOf(domain, resolver, signal);
	} finally {
		signal.removeEventListener('abort', giveUp);
	}
}

async function recordsOf(domain: string, resolver: Resolver, signal: AbortSignal): Promise<string[]> {
	const reasons: string[] = [];
	for (const [service, scheme] of [
		['_etcd-client-ssl._tcp', 'https'],
		['_etcd-client._tcp', 'http'],
	] as const) {
		if (signal.aborted) {
			break;
		}
		try {
			const records = await resolver.resolveSrv(`${service}.${domain}`);
			if (records.length > 0) {
				return records.map(({ name, port }) => `${scheme}://${name}:${port}`);
			}
		} catch (error) {
			reasons.push(messageOf(error));
		}
	}
	throw new ExpectedError(t('DNS has no etcd client records for {0}: {1}', domain, reasons.join('; ')));
}

/**
 * The endpoints of the member list, from whichever given endpoint answers first. A member keeps the URL by which it was
 * given. When no one answers, the given endpoints stay, so that the report says why.
 */
export async function discoverByMemberList(clients: readonly MemberClient[]): Promise<Endpoint[]> {
	const given = clients.map(client => client.endpoint);
	try {
		const list = await Promise.any(clients.map(client => client.call(calls.memberList)));
		return endpointsOf(list, given);
	} catch (error) {
		if (error instanceof AggregateError) {
			return given.map(url => ({ url, source: 'given' }));
		}
		throw error;
	}
}

/** A member that was never started has no client URL yet; the member list itself tells of it. */
function endpointsOf(list: MemberList, given: readonly string[]): Endpoint[] {
	// The list is in the order of the ids, which says nothing to people.
	const members = list.members.toSorted((a, b) => a.name.localeCompare(b.name));
	return members.flatMap((member): Endpoint[] => {
		const known = given.find(url => member.clientUrls.some(own => sameUrl(own, url)));
		const url = known ?? member.clientUrls[0];
		return url === undefined ? [] : [{ url, source: known ? 'given' : 'discovered' }];
	});
}
