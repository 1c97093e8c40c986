import { configCheck } from '../../core/config-check.ts';
import { problemAt, rootOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { apiServerSetting, apiServersOf } from '../../schema/api-server.ts';
import { etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** With etcd beside it, an API server that asks another node's etcd alone goes down with that node. */
export default configCheck({
	id: 'config/apiserver-etcd-elsewhere',
	title: 'The API server asks the etcd of another node',
	remedy: 'Let it ask https://127.0.0.1:2379, the member beside it.',
	severity: 'warning',
	kinds: ['static-pod'],
	*each(root, around) {
		const servers = apiServersOf(root, around);
		if (servers.length === 0) {
			return;
		}
		const beside = around.documents.filter(
			({ kind, folder }) => kind === 'static-pod' && folder === root.document.folder,
		);
		const members = beside.flatMap(document => etcdProcessesOf(rootOf(document), around));
		const [member, ...others] = members;
		const urls = ['advertise-client-urls', 'listen-client-urls'].map(flag => member && settingOf(member, flag)?.text);
		for (const server of servers) {
			const setting = apiServerSetting(server, 'etcd-servers');
			const isHere = /\/\/(?:127\.|localhost|\[::1\])/.test(setting?.text ?? '');
			// Files of several nodes in one folder say nothing of who is beside whom.
			if (!setting?.text || isHere || others.length > 0 || urls.includes(undefined)) {
				continue;
			}
			const own = urls.flatMap(text => (text ?? '').split(','));
			if (!setting.text.split(',').some(url => own.includes(url))) {
				yield problemAt(setting.site, t('The etcd beside it is at {0}.', urls[0] ?? ''));
			}
		}
	},
});
