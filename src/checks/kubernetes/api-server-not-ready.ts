import { check } from '../../core/check.ts';
import { t } from '../../core/words.ts';

/** An API server that is not ready gets no traffic from its load balancer, and one that is not alive either is restarted by its kubelet. */
export default check({
	id: 'kubernetes/api-server-not-ready',
	title: 'An API server is not ready',
	remedy: 'Look at the failing check in the log of the API server’s pod.',
	severity: 'error',
	needs: ['apiServerHealth'],
	params: {},
	// Source: kubernetes.io, Kubernetes API health endpoints
	*run({ apiServerHealth: { livez, readyz } }) {
		const failing = [...readyz.checks, ...livez.checks].filter(({ ok, name }) => !ok && !isOfEtcd(name));
		const names = [...new Set(failing.map(({ name }) => name))];
		// That etcd fails it is told by a check of its own.
		const isEtcdAlone = names.length === 0 && readyz.checks.some(({ ok }) => !ok);
		if (!readyz.ok && !isEtcdAlone) {
			const what = names.length > 0 ? names.join(', ') : '/readyz';
			yield {
				message: livez.ok
					? t('The API server is not ready: {0} fails.', what)
					: t('The API server is neither ready nor alive ({0} fails): its kubelet will restart it.', what),
				subject: { kind: 'cluster' },
			};
		} else if (!livez.ok && !isEtcdAlone) {
			yield { message: t('The API server is ready and yet not alive by /livez.'), subject: { kind: 'cluster' } };
		}
	},
});

function isOfEtcd(name: string): boolean {
	return /^etcd\b/.test(name);
}
