import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { peersOf } from '../../schema/etcd-clusters.ts';
import { processKinds, settingOf } from '../../schema/etcd-process.ts';

const flags = [
	'heartbeat-interval',
	'election-timeout',
	'quota-backend-bytes',
	'auto-compaction-mode',
	'auto-compaction-retention',
	'max-request-bytes',
];

/** One member with a shorter timeout calls elections that nobody needs; one with a smaller quota stops writes for all. */
export default configCheck({
	id: 'config/etcd-members-tuned-differently',
	title: 'Members of one cluster are tuned differently',
	remedy: 'Give every member the same values.',
	severity: 'warning',
	kinds: processKinds,
	*each(root, around) {
		const { own, all } = peersOf(root, around);
		for (const { process } of own) {
			for (const flag of flags) {
				const setting = settingOf(process, flag);
				if (setting?.text === undefined) {
					continue;
				}
				const other = all.find(each => {
					const its = settingOf(each.process, flag);
					return its?.text !== undefined && its.text !== setting.text;
				});
				const its = other && settingOf(other.process, flag);
				if (other && its?.text !== undefined) {
					yield problemAt(
						setting.site,
						t('"{0}" has {1} here and {2} in the file of "{3}".', flag, setting.text, its.text, other.name ?? ''),
					);
				}
			}
		}
	},
});
