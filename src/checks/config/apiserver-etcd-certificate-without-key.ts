import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { apiServerSetting, apiServersOf } from '../../schema/api-server.ts';
import { pairFix } from '../../schema/certificate-pair.ts';

/** The API server shows etcd a certificate, and proves with the key that it is its own: it needs both, or neither. */
export default configCheck({
	id: 'config/apiserver-etcd-certificate-without-key',
	title: 'A certificate for etcd lacks its key, or the reverse',
	remedy: 'Set etcd-certfile and etcd-keyfile together.',
	severity: 'error',
	kinds: ['static-pod', 'workload'],
	*each(root, around) {
		for (const server of apiServersOf(root, around)) {
			const settings = ['etcd-certfile', 'etcd-keyfile'].map(flag => apiServerSetting(server, flag));
			const [only, ...others] = settings.filter(setting => setting !== undefined);
			if (only && others.length === 0) {
				const missing = only.flag === 'etcd-certfile' ? 'etcd-keyfile' : 'etcd-certfile';
				const message = t('"{0}" is set without "{1}".', only.flag, missing);
				yield problemAt(only.nameSite, message, { part: only.namePart, fix: pairFix(only, missing) });
			}
		}
	},
});
