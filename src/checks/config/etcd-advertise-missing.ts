import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, processKinds, settingOf } from '../../schema/etcd-process.ts';

/** Without it clients and other members are told "localhost": etcd stops over flags, and lies in silence over a file. */
export default configCheck({
	id: 'config/etcd-advertise-missing',
	title: 'etcd does not tell clients where it is',
	remedy: 'Set advertise-client-urls to an address that clients reach.',
	severity: 'error',
	kinds: processKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const listen = settingOf(process, 'listen-client-urls');
			if (listen && !settingOf(process, 'advertise-client-urls') && !process.isPartial) {
				const isFile = process.origin === 'etcd-config';
				const message = isFile
					? t('Without advertise-client-urls etcd tells clients http://localhost:2379.')
					: t('Without advertise-client-urls etcd does not start.');
				yield problemAt(listen.nameSite, message, { part: listen.namePart, severity: isFile ? 'warning' : 'error' });
			}
		}
	},
});
