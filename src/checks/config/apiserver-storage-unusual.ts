import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { apiServerKinds, apiServerSetting, apiServersOf } from '../../schema/api-server.ts';

const oddities: readonly { readonly flag: string; readonly isUsual: RegExp; readonly message: () => string }[] = [
	{
		flag: 'storage-media-type',
		isUsual: /protobuf/,
		message: () => t('Objects in JSON take several times the space in etcd and the time to read them.'),
	},
	{
		flag: 'watch-cache',
		isUsual: /^(?:true|1|t|T|TRUE|True)$/,
		message: () => t('Without the cache every watch and list goes to etcd.'),
	},
	{
		flag: 'etcd-prefix',
		isUsual: /^\/?registry\/?$/,
		message: () => t('Backups, tools and other API servers look for the keys below /registry.'),
	},
];

/** What the API server keeps in etcd, and how often it asks for it, decides how much work etcd has. */
export default configCheck({
	id: 'config/apiserver-storage-unusual',
	title: 'The API server uses etcd in an unusual way',
	remedy: 'Remove the flag: the default is right for nearly every cluster.',
	severity: 'warning',
	kinds: apiServerKinds,
	*each(root, around) {
		for (const server of apiServersOf(root, around)) {
			for (const { flag, isUsual, message } of oddities) {
				const setting = apiServerSetting(server, flag);
				if (setting?.text !== undefined && !isUsual.test(setting.text)) {
					yield problemAt(setting.site, message());
				}
			}
			const backend = apiServerSetting(server, 'storage-backend');
			if (backend?.text !== undefined && backend.text !== '' && backend.text !== 'etcd3') {
				const message = t('"{0}" is no storage that the API server knows: it does not start.', backend.text);
				yield problemAt(backend.site, message, { severity: 'error' });
			}
		}
	},
});
