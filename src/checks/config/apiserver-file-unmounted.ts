import { configCheck } from '../../core/config-check.ts';
import { problemAt, sitesAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { apiServerSetting, apiServersOf } from '../../schema/api-server.ts';
import { mountOf } from '../../schema/volumes.ts';

/** Flags that name a file without saying so in their name. */
const others = [
	'encryption-provider-config',
	'admission-control-config-file',
	'etcd-cafile',
	'etcd-certfile',
	'etcd-keyfile',
];

/** A file of the node is a file of the container only below a mounted volume: the API server does not start without it. */
export default configCheck({
	id: 'config/apiserver-file-unmounted',
	title: 'A file of the API server is in no volume of its pod',
	remedy: 'Mount the folder of the host under the same path, or correct the path.',
	severity: 'error',
	kinds: ['static-pod'],
	*each(root, around) {
		for (const server of apiServersOf(root, around)) {
			const mounts = server.container ? sitesAt(server.container, ['volumeMounts', '*']) : [];
			for (const { flag, text, site } of server.settings) {
				const isFile = others.includes(flag) || /(?:-file|-config-file|-kubeconfig)$/.test(flag);
				const isThere = (text ?? '').split(',').every(path => !path.startsWith('/') || mountOf(path, mounts));
				if (text !== undefined && isFile && !isThere) {
					yield problemAt(site, t('"{0}": {1} is in no volume, so the API server does not find it.', flag, text));
				}
			}
			const reload = apiServerSetting(server, 'encryption-provider-config-automatic-reload');
			if (reload?.text === 'true' && !apiServerSetting(server, 'encryption-provider-config')) {
				yield problemAt(reload.nameSite, t('"{0}" is set without "{1}".', reload.flag, 'encryption-provider-config'), {
					part: reload.namePart,
				});
			}
		}
	},
});
