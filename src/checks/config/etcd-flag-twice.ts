import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdFlag } from '../../schema/etcd-flags.ts';
import { etcdKinds, etcdProcessesOf } from '../../schema/etcd-process.ts';
import { removeSetting } from '../../schema/setting-fix.ts';

/** Of equal flags the last counts; of an old and a new name of one flag etcd takes neither and stops. */
export default configCheck({
	id: 'config/etcd-flag-twice',
	title: 'A flag of etcd is given twice',
	remedy: 'Keep one of them.',
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const { settings, origin } of etcdProcessesOf(root, around)) {
			for (const [index, setting] of settings.entries()) {
				const { flag, nameSite, namePart, whole } = setting;
				const isBefore = settings.findIndex(other => other.flag === flag && !other.isVariable) < index;
				// Equal keys of a map are told of by the rule on keys.
				if (isBefore && !setting.isVariable && whole.occurrence === undefined) {
					const fix = setting.isApart ? undefined : removeSetting(t('Delete this one'), setting);
					yield problemAt(nameSite, t('"{0}" is given before; the last counts.', flag), { part: namePart, fix });
				}
				const heir = etcdFlag(flag)?.replacement?.replace(/^--/, '');
				if (heir !== undefined && origin !== 'etcd-config' && settings.some(other => other.flag === heir)) {
					const message = t('"{0}" and "{1}" are two names of one flag: etcd stops at both together.', flag, heir);
					yield problemAt(nameSite, message, {
						part: namePart,
						severity: 'error',
						fix: removeSetting(t('Delete the old name'), setting),
					});
				}
			}
		}
	},
});
