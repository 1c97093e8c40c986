import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** systemd takes all of a line for the value: what looks like a comment behind it goes to etcd. */
export default configCheck({
	id: 'config/etcd-variable-malformed',
	title: 'The value of a variable is not what it looks like',
	remedy: 'Put comments on lines of their own, and quotes at both ends of a value or at none.',
	severity: 'warning',
	kinds: ['etcd-environment'],
	*each(root, around) {
		for (const { settings } of etcdProcessesOf(root, around)) {
			for (const { text = '', site } of settings) {
				if (/\s#/.test(text)) {
					yield problemAt(site, t('The comment is part of the value.'));
				} else if (/^["']|["']$/.test(text)) {
					yield problemAt(site, t('A quote stands at one end alone.'));
				}
			}
		}
	},
});
