import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { minorOf } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { etcdFlag, flagStatus } from '../../schema/etcd-flags.ts';
import { gateFix } from '../../schema/etcd-gates.ts';
import { etcdProcessesOf, flagFix, flagKinds, settingOf } from '../../schema/etcd-process.ts';

/** etcd 3.7 refuses every flag that begins with "experimental", and comes with Kubernetes 1.37. */
export default configCheck({
	id: 'config/etcd-flag-deprecated',
	title: 'A flag of etcd is deprecated',
	remedy: 'Use what takes its place before the version that refuses it.',
	severity: 'warning',
	kinds: [...flagKinds, 'etcd-config'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const setting of process.settings) {
				const { version } = process;
				if (!version || flagStatus(setting.flag, version) !== 'deprecated') {
					continue;
				}
				const replacement = etcdFlag(setting.flag)?.replacement?.replace(/^--/, '');
				const name = replacement?.split('=')[0] ?? '';
				const isPlain = replacement !== undefined && !replacement.includes('=') && !settingOf(process, name);
				const fix = isPlain ? flagFix(t('Rename to "{0}"', name), process, setting, name) : gateFix(process, setting);
				const message =
					replacement === undefined
						? t('"{0}" is deprecated in etcd {1}.', setting.flag, minorOf(version))
						: t('"{0}" is deprecated in etcd {1}; in its place is "{2}".', setting.flag, minorOf(version), replacement);
				yield problemAt(setting.nameSite, message, { part: setting.namePart, fix });
			}
		}
	},
});
