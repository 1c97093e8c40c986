import { configCheck, type Surroundings } from '../../core/config-check.ts';
import { fieldAt, problemAt, rootOf, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, type EtcdSetting } from '../../schema/etcd-process.ts';

/** etcd stops when it is told one thing twice: by a variable and by a flag. */
export default configCheck({
	id: 'config/etcd-variable-shadowed',
	title: 'A setting is given as a flag and as a variable',
	remedy: 'Keep one of them.',
	// Source: etcd's verifyEnv, "conflicting environment variable is shadowed by corresponding command-line flag".
	severity: 'error',
	kinds: ['etcd-unit', 'static-pod', 'workload'],
	*each(root, around) {
		for (const { settings } of etcdProcessesOf(root, around)) {
			const variables = [...settings, ...settingsBeside(root, around)].filter(({ isVariable }) => isVariable);
			for (const { flag, nameSite, namePart } of settings.filter(({ isVariable }) => !isVariable)) {
				const twin = variables.find(variable => variable.flag === flag);
				if (twin) {
					const message = t('"{0}" says it too: etcd does not start.', twin.written);
					yield problemAt(nameSite, message, { part: namePart });
				}
			}
		}
	},
});

/** The variables of the file that a unit reads: the one beside it, or the only one there is. */
function settingsBeside(root: Site, around: Surroundings): readonly EtcdSetting[] {
	const isRead = fieldAt(root, 'Service', 'EnvironmentFile') !== undefined;
	const files = isRead ? around.documents.filter(({ kind }) => kind === 'etcd-environment') : [];
	const near = files.filter(({ folder }) => folder === root.document.folder);
	const [file, ...more] = near.length > 0 ? near : files;
	return file && more.length === 0 ? etcdProcessesOf(rootOf(file), around).flatMap(({ settings }) => settings) : [];
}
