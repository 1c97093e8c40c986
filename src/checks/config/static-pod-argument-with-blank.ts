import { configCheck } from '../../core/config-check.ts';
import { problemAt, scalarOf, setFix, sitesAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** No shell takes an item of the list apart: etcd gets flag and value as one word, and stops. */
export default configCheck({
	id: 'config/static-pod-argument-with-blank',
	title: 'Flag and value are one word',
	remedy: 'Put an equals sign between them.',
	severity: 'error',
	kinds: ['static-pod'],
	*each(root, around) {
		for (const { container } of etcdProcessesOf(root, around)) {
			for (const site of container ? ['command', 'args'].flatMap(key => sitesAt(container, [key, '*'])) : []) {
				const text = scalarOf(site)?.text ?? '';
				const [, flag, value] = /^(--?[a-z][a-z0-9-]*)[ \t]+(\S.*)$/.exec(text) ?? [];
				if (flag !== undefined && value !== undefined) {
					const whole = `${flag}=${value.trim()}`;
					yield problemAt(site, t('etcd takes "{0}" as the name of one flag.', text), {
						fix: setFix(t('Write "{0}"', whole), site, whole),
					});
				}
			}
		}
	},
});
