import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import type { Certificate, Facts, Handshake } from '../../core/facts.ts';
import { canonicalHost, hostOf } from '../../core/hosts.ts';
import { knownMembers } from '../../core/members.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Clients that check names refuse such a member, and whoever switches that check off trusts any certificate of the CA. */
export default check({
	id: 'etcd/certificate-names-mismatch',
	title: 'A certificate lacks the name of its member',
	remedy: 'Issue the server certificate anew with every name and address at which clients reach the member.',
	severity: 'error',
	needs: ['certificates', 'memberLists'],
	params: {},
	*run({ certificates, memberLists }) {
		if (certificates.length === 0) {
			yield { notApplicable: t('No endpoint uses TLS.') };
			return;
		}
		for (const reply of yield* answered(certificates, 'certificates')) {
			const [leaf] = reply.answer.chain;
			const missing = leaf ? advertisedHosts(reply, memberLists).filter(host => !isNamed(host, leaf)) : [];
			if (reply.answer.nameMismatch !== undefined) {
				yield { ...found(reply), message: t('{0}: {1}', labelOf(reply), reply.answer.nameMismatch) };
			} else if (missing.length > 0) {
				yield {
					...found(reply),
					severity: 'warning',
					message: t(
						'The certificate of {0} does not name {1}, which the member advertises.',
						labelOf(reply),
						missing.join(', '),
					),
				};
			}
		}
	},
});

function found(reply: Answered<Handshake>) {
	return { subject: subjectOf(reply), anchor: etcdFlag(['cert-file'], reply) };
}

function advertisedHosts({ memberId }: Answered<Handshake>, memberLists: Facts['memberLists']): string[] {
	const urls = knownMembers({ memberLists }).find(({ id }) => id === memberId)?.clientUrls ?? [];
	return [...new Set(urls.filter(url => url.startsWith('https:')).map(hostOf))];
}

/** Only alternative names count: Go's clients, which etcd's are, pass over the common name. A `*` stands for one label. */
function isNamed(host: string, { names }: Certificate): boolean {
	return names
		.map(canonicalHost)
		.some(name => name === host || (name.startsWith('*.') && name.slice(1) === host.replace(/^[^.]+/, '')));
}
