import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, itemsOf, problemAt, sitesAt, textAt, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';
import { mountOf } from '../../schema/volumes.ts';

/** A path inside a container is a path of the host only below a mounted volume: elsewhere data goes with the pod. */
export default configCheck({
	id: 'config/static-pod-volume-missing',
	title: 'A path of etcd is in no volume of its pod',
	remedy: 'Mount the folder of the host, or correct the path: flag, volumeMount and volume must name the same folder.',
	severity: 'error',
	kinds: ['static-pod'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const mounts = process.container ? sitesAt(process.container, ['volumeMounts', '*']) : [];
			const data = settingOf(process, 'data-dir');
			if (data?.text !== undefined) {
				const mount = mountOf(data.text, mounts);
				if (!mount) {
					yield problemAt(data.site, t('{0} is in no volume: the data will be gone with the pod.', data.text));
				} else if (isLost(root, mount)) {
					yield problemAt(data.site, t('{0} is in a volume that goes with the pod.', data.text));
				}
			}
			for (const { flag, text, site } of process.settings.filter(setting => /-file$/.test(setting.flag))) {
				if (text !== undefined && text.startsWith('/') && !mountOf(text, mounts)) {
					yield problemAt(site, t('"{0}": {1} is in no volume, so etcd does not find it.', flag, text));
				}
			}
		}
	},
});

function isLost(root: Site, mount: Site): boolean {
	const name = textAt(mount, 'name');
	const volumes = fieldAt(root, 'spec', 'volumes');
	const volume = volumes && itemsOf(volumes).find(each => textAt(each, 'name') === name);
	return volume !== undefined && isSet(fieldAt(volume, 'name')) && fieldAt(volume, 'emptyDir') !== undefined;
}
