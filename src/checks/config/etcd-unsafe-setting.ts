import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';
import { removeSetting } from '../../schema/setting-fix.ts';

const dangers: readonly { readonly flag: string; readonly value: RegExp; readonly message: () => string }[] = [
	{
		flag: 'unsafe-no-fsync',
		value: /^(?:1|t|true)$/i,
		message: () => t('Without fsync a power cut loses what etcd has promised to keep.'),
	},
	{
		flag: 'strict-reconfig-check',
		value: /^(?:0|f|false)$/i,
		message: () => t('Without this check a change of members may lose the quorum.'),
	},
	{
		flag: 'pre-vote',
		value: /^(?:0|f|false)$/i,
		message: () => t('Without pre-vote a member that comes back disturbs the leader.'),
	},
];

/** These switches are for tests; in a cluster that matters each costs data or availability. */
export default configCheck({
	id: 'config/etcd-unsafe-setting',
	title: 'A safeguard of etcd is switched off',
	remedy: 'Remove the flag: the default is the safe one.',
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const { flag, value, message } of dangers) {
				const setting = settingOf(process, flag);
				if (setting?.text !== undefined && value.test(setting.text)) {
					const fix = setting.isApart ? undefined : removeSetting(t('Delete the flag'), setting);
					yield problemAt(setting.nameSite, message(), { part: setting.namePart, fix });
				}
			}
		}
	},
});
