import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers, labelOfMember, subjectOfMember } from '../../core/cluster.ts';
import type { Member } from '../../core/facts.ts';
import { isLoopback, isPlain, isUnspecified } from '../../core/hosts.ts';
import { t } from '../../core/words.ts';

/** Clients go where the member list sends them. An address that only the member itself can use loses them there. */
export default check({
	id: 'etcd/advertised-url-unusable',
	title: 'An advertised client URL cannot be used',
	remedy: 'Set --advertise-client-urls to an address at which clients reach the member.',
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run(facts) {
		const members = yield* knownCurrentMembers(facts);
		for (const member of members) {
			for (const reason of reasonsOf(
				member,
				members.filter(other => other !== member),
			)) {
				yield {
					message: t('{0} advertises an unusable client URL: {1}', labelOfMember(member), reason),
					subject: subjectOfMember(member),
					anchor: etcdFlag(['advertise-client-urls'], { memberName: member.name }),
				};
			}
		}
	},
});

function reasonsOf({ clientUrls }: Member, others: readonly Member[]): string[] {
	const otherUrls = others.flatMap(member => member.clientUrls);
	const plain = clientUrls.find(isPlain);
	return [
		...clientUrls.filter(isUnspecified).map(url => t('{0} is no address to connect to.', url)),
		// A loopback address beside a real one does no harm.
		...(clientUrls.length > 0 &&
		clientUrls.every(isLoopback) &&
		otherUrls.some(url => !isLoopback(url) && !isUnspecified(url))
			? [
					t(
						'{0} is reached from its own host only, while other members advertise addresses of the network.',
						clientUrls.join(', '),
					),
				]
			: []),
		...(plain !== undefined && otherUrls.some(url => url.startsWith('https:'))
			? [t('{0} is plain HTTP, while other members advertise HTTPS.', plain)]
			: []),
	];
}
