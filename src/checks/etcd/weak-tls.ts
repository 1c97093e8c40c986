import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** What is older than TLS 1.2; source: RFC 8996, which deprecates them. */
const weak = ['SSLv3', 'TLSv1', 'TLSv1.1'];

/** Old versions of TLS have known breaks, and modern clients refuse them. */
export default check({
	id: 'etcd/weak-tls',
	title: 'A member speaks an outdated version of TLS',
	remedy: 'Set --tls-min-version=TLS1.2 or newer, and update whatever ends TLS before the member.',
	severity: 'warning',
	needs: ['certificates'],
	params: {},
	*run({ certificates }) {
		if (certificates.length === 0) {
			yield { notApplicable: t('No endpoint uses TLS.') };
			return;
		}
		for (const reply of yield* answered(certificates, 'certificates')) {
			if (weak.includes(reply.answer.protocol)) {
				yield {
					message: t('{0} speaks {1}.', labelOf(reply), reply.answer.protocol),
					subject: subjectOf(reply),
					anchor: etcdFlag(['tls-min-version', 'cipher-suites', 'cert-file'], reply),
				};
			}
		}
	},
});
