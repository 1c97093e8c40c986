import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isDown } from '../../core/quorum.ts';
import { labelOf, silencesOf, subjectOf, untold } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** An endpoint at which something else answers hides a member: a proxy, a metrics port, or the port for peers. */
export default check({
	id: 'etcd/not-etcd',
	title: 'An endpoint is not a client port of etcd',
	remedy: 'Give the client URL of the member (port 2379 unless set), not its peer, metrics or proxy address.',
	severity: 'error',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		yield* untold(statuses, 'statuses');
		for (const silent of silencesOf(statuses)) {
			if (silent.silence.stage === 'protocol') {
				yield {
					message: t('What answers at {0} is not etcd: {1}', labelOf(silent), silent.silence.message),
					subject: subjectOf(silent),
					anchor: etcdFlag(['listen-client-urls', 'advertise-client-urls'], silent),
				};
			} else if (isDown(silent) || silent.silence.stage === 'tls') {
				yield { unknown: t('{0}: {1}', labelOf(silent), silent.silence.message), missing: ['statuses'] };
			}
		}
	},
});
