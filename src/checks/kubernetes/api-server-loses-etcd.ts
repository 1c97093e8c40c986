import { check } from '../../core/check.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** Without etcd an API server answers nothing but from its cache, and is restarted for it. */
export default check({
	id: 'kubernetes/api-server-loses-etcd',
	title: 'The API server does not reach etcd',
	remedy:
		'If every API server says so, etcd has lost its quorum; if one does, look at its own etcd and its client certificate.',
	severity: 'error',
	needs: ['apiServerHealth'],
	params: {},
	// Source: kubernetes.io, Kubernetes API health endpoints
	*run({ apiServerHealth: { livez, readyz } }) {
		const failing = [...readyz.checks, ...livez.checks].find(({ ok, name }) => !ok && /^etcd\b/.test(name));
		if (failing) {
			yield {
				message: t('The API server’s check "{0}" fails: it does not reach etcd.', failing.name),
				subject: { kind: 'cluster' },
				anchor: flagAnchor('kube-apiserver', 'etcd-servers', 'etcd-certfile'),
			};
		} else if (readyz.checks.length === 0 && !readyz.ok) {
			yield { unknown: t('The API server does not list its checks.'), missing: ['apiServerHealth'] };
		}
	},
});
