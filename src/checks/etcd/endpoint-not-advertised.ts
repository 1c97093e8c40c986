import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isLoopback } from '../../core/hosts.ts';
import { knownMembers, sameUrl } from '../../core/members.ts';
import { answered, isAnswered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * Clients that synchronise their endpoints with the member list use the advertised URLs. One that only this connection
 * knows is a tunnel or a load balancer at best, and at worst a member that was removed and still runs.
 */
export default check({
	id: 'etcd/endpoint-not-advertised',
	title: 'An endpoint is not in the member list',
	remedy: 'Use the advertised client URLs, or correct --advertise-client-urls; a tunnel may be left as it is.',
	severity: 'info',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run({ statuses, memberLists }) {
		// Of several clusters each member is held against what its own cluster advertises.
		const members = knownMembers({ memberLists });
		if (members.length === 0) {
			yield* answered(memberLists, 'memberLists');
			return;
		}
		// What is not etcd is told as such.
		for (const reply of statuses.filter(each => isAnswered(each) || each.silence.stage !== 'protocol')) {
			const own = members.find(member => member.id === reply.memberId);
			const urls = (own ? [own] : members).flatMap(member => member.clientUrls);
			if (urls.some(url => isSamePlace(url, reply.endpoint))) {
				continue;
			}
			yield {
				message: !isAnswered(reply)
					? t('No member of the list advertises {0}.', reply.endpoint)
					: own
						? t('{0} is not among the client URLs that this member advertises: {1}.', labelOf(reply), urls.join(', '))
						: t('The member that answers at {0} is in no member list.', reply.endpoint),
				subject: subjectOf(reply),
				anchor: etcdFlag(['advertise-client-urls'], reply),
			};
		}
	},
});

/** `localhost` and `127.0.0.1` are one place. */
function isSamePlace(a: string, b: string): boolean {
	const loopback = (url: string) => (isLoopback(url) ? url.replace(/\/\/[^/]*:/, '//127.0.0.1:') : url);
	return sameUrl(loopback(a), loopback(b));
}
