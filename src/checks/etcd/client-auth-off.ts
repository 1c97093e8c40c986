import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import type { AnonymousRead, Facts } from '../../core/facts.ts';
import { isLoopback, isPlain } from '../../core/hosts.ts';
import { knownMembers } from '../../core/members.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A stranger without certificate or password may read, and then usually write: under Kubernetes that is the whole cluster. */
export default check({
	id: 'etcd/client-auth-off',
	title: 'Anyone may read',
	remedy: 'Set --client-cert-auth with --trusted-ca-file, or switch on authentication.',
	// Source: etcd's operations guide on transport security.
	severity: 'error',
	needs: ['anonymousReads', 'statuses', 'memberLists'],
	params: {},
	*run({ anonymousReads, statuses, memberLists }) {
		const open = (yield* answered(ofCluster(anonymousReads, statuses), 'anonymousReads')).filter(
			({ answer }) => answer.accepted,
		);
		for (const reply of open) {
			const isLocal = isLocalOnly(reply, memberLists);
			// A development cluster on one's own machine; where it has TLS, more was meant, and it is said.
			if (isLocal && isPlain(reply.endpoint)) {
				continue;
			}
			yield {
				message: isLocal
					? t('{0} answers reads to anyone on this machine.', labelOf(reply))
					: t('{0} answers reads to anyone who reaches it, without certificate or password.', labelOf(reply)),
				severity: isLocal ? 'info' : 'error',
				subject: subjectOf(reply),
				anchor: etcdFlag(['client-cert-auth', 'trusted-ca-file', 'listen-client-urls'], reply),
			};
		}
		if (open.length > 0 && open.every(reply => isLocalOnly(reply, memberLists) && isPlain(reply.endpoint))) {
			yield { notApplicable: t('Only this machine can reach the members.') };
		}
	},
});

/** A tunnel ends on loopback too: what the member advertises tells whether others reach it. */
function isLocalOnly({ endpoint, memberId }: Answered<AnonymousRead>, memberLists: Facts['memberLists']): boolean {
	const member = knownMembers({ memberLists }).find(({ id }) => id === memberId);
	return isLoopback(endpoint) && (member?.clientUrls ?? []).every(isLoopback);
}
