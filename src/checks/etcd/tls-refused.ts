import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isDown } from '../../core/quorum.ts';
import { labelOf, silencesOf, subjectOf, untold } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Somebody listens and the TLS handshake fails: the member may be well, but whoever has these certificates cannot tell. */
export default check({
	id: 'etcd/tls-refused',
	title: 'A TLS connection is refused',
	remedy: 'Compare the CA, the client certificate and the scheme of the endpoint with what the member was given.',
	severity: 'error',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		yield* untold(statuses, 'statuses');
		for (const silent of silencesOf(statuses)) {
			if (silent.silence.stage === 'tls') {
				yield {
					message: t('The TLS connection to {0} fails: {1}', labelOf(silent), silent.silence.message),
					subject: subjectOf(silent),
					anchor: etcdFlag(['cert-file', 'trusted-ca-file', 'listen-client-urls'], silent),
				};
			} else if (isDown(silent)) {
				yield { unknown: t('{0}: {1}', labelOf(silent), silent.silence.message), missing: ['statuses'] };
			}
		}
	},
});
