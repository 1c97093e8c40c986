import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** Where the backslash at the end of a line is missing, the command ends there, and etcd starts without the rest. */
export default configCheck({
	id: 'config/etcd-unit-line-lost',
	title: 'A line of a command stands alone',
	remedy: 'End the line above it with a backslash, with nothing behind it.',
	severity: 'error',
	kinds: ['etcd-unit'],
	*each(root) {
		const service = fieldAt(root, 'Service');
		for (const entry of service ? entriesOf(service) : []) {
			if (entry.key.startsWith('-')) {
				yield problemAt(entry, t('etcd does not get this: the line above does not end with a backslash.'), {
					part: 'key',
				});
			}
		}
	},
});
