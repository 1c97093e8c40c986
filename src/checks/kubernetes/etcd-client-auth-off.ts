import { check } from '../../core/check.ts';
import { flagsOf } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { podsWithFlags } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

/** Whoever reaches such a port reads and writes every secret of the cluster. */
export default check({
	id: 'kubernetes/etcd-client-auth-off',
	title: 'etcd takes clients that show no certificate',
	remedy: 'Set --client-cert-auth=true and --trusted-ca-file, and let it listen with https alone.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		for (const pod of yield* podsWithFlags(pods.objects, 'etcd')) {
			const flags = flagsOf(pod);
			const plain = (flags['listen-client-urls'] ?? '')
				.split(',')
				.find(url => /^http:\/\/(?!127\.|localhost|\[::1\])/.test(url.trim()));
			if (plain !== undefined) {
				yield problemWith(pod, t('{0} serves clients at {1} without TLS.', called(pod), plain), {
					anchor: flagAnchor('etcd', 'listen-client-urls'),
				});
			} else if (flags['client-cert-auth'] !== 'true') {
				yield problemWith(pod, t('{0} does not ask its clients for a certificate.', called(pod)), {
					anchor: flagAnchor('etcd', 'client-cert-auth', 'trusted-ca-file'),
				});
			}
		}
	},
});
