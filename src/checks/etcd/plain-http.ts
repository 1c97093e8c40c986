import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { currentMembers, labelOfMember, subjectOfMember } from '../../core/cluster.ts';
import { isLoopback, isPlain } from '../../core/hosts.ts';
import { sameUrl } from '../../core/members.ts';
import { answered, answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Whoever can listen on the network reads every secret, and can change what is written. */
export default check({
	id: 'etcd/plain-http',
	title: 'Clients are served without TLS',
	remedy: 'Give etcd a certificate (--cert-file, --key-file, --trusted-ca-file) and listen on https:// alone.',
	// Source: etcd's log "serving client traffic insecurely; this is strongly discouraged!".
	severity: 'error',
	needs: ['endpoints', 'statuses', 'memberLists'],
	params: {},
	*run({ endpoints, statuses, memberLists }) {
		const asked = statuses.filter(({ endpoint }) => isExposed(endpoint));
		for (const reply of asked) {
			yield {
				message: t('{0} is spoken to in plain HTTP over the network.', labelOf(reply)),
				subject: subjectOf(reply),
				anchor: etcdFlag(['listen-client-urls', 'cert-file'], reply),
			};
		}
		const members = currentMembers({ statuses, memberLists });
		for (const member of members) {
			// What was asked at this very URL has just been said.
			const isSaid = (url: string) => asked.some(({ endpoint }) => sameUrl(endpoint, url));
			const urls = member.clientUrls.filter(url => isExposed(url) && !isSaid(url));
			if (urls.length > 0) {
				yield {
					message: t('{0} advertises plain HTTP on the network: {1}.', labelOfMember(member), urls.join(', ')),
					subject: subjectOfMember(member),
					anchor: etcdFlag(['advertise-client-urls', 'listen-client-urls'], { memberName: member.name }),
				};
			}
		}
		if (answersOf(memberLists).length === 0) {
			yield* answered(memberLists, 'memberLists');
		} else if (
			[...endpoints.map(({ url }) => url), ...members.flatMap(({ clientUrls }) => clientUrls)].every(isLoopback)
		) {
			yield { notApplicable: t('Only this machine can reach the members.') };
		}
	},
});

function isExposed(url: string): boolean {
	return isPlain(url) && !isLoopback(url);
}
