import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A certificate says what it is for. Clients written in Go, as the API server is, refuse one that is not for servers. */
export default check({
	id: 'etcd/certificate-usage',
	title: 'A server certificate is not meant for servers',
	remedy: 'Issue it anew with the extended key usages serverAuth and clientAuth.',
	// Source: etcd's operations guide on transport security.
	severity: 'error',
	needs: ['certificates'],
	params: {},
	*run({ certificates }) {
		if (certificates.length === 0) {
			yield { notApplicable: t('No endpoint uses TLS.') };
			return;
		}
		for (const reply of yield* answered(certificates, 'certificates')) {
			const [leaf] = reply.answer.chain;
			if (leaf && !leaf.serverAuth) {
				yield {
					message: t('The certificate of {0} ("{1}") lacks the usage serverAuth.', labelOf(reply), leaf.subject),
					subject: subjectOf(reply),
					anchor: etcdFlag(['cert-file'], reply),
				};
			}
		}
	},
});
