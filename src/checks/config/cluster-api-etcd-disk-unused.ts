import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, sitesAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { kubeadmKinds, kubeadmSpecOf } from '../../schema/cluster-api.ts';

/** A disk of its own keeps etcd quick while the machine is busy, if etcd is told to use it. */
export default configCheck({
	id: 'config/cluster-api-etcd-disk-unused',
	title: 'etcd does not use the disk that is made for it',
	remedy: 'Set etcd.local.dataDir to a folder below the mount of that disk.',
	severity: 'warning',
	kinds: kubeadmKinds,
	*each(root) {
		const spec = kubeadmSpecOf(root);
		const mounts = spec ? sitesAt(spec, ['mounts', '*']) : [];
		const points = mounts.flatMap(mount => scalarOf(fieldAt(mount, 1)) ?? []);
		const disk = points.find(({ text }) => /etcd/.test(text));
		const cluster = spec && fieldAt(spec, 'clusterConfiguration');
		const data = cluster && fieldAt(cluster, 'etcd', 'local', 'dataDir');
		const folder = data ? scalarOf(data)?.text : '/var/lib/etcd';
		const isUsed =
			folder === undefined || folder === disk?.text || folder.startsWith(`${disk?.text.replace(/\/+$/, '')}/`);
		if (disk && cluster && !isUsed && !fieldAt(cluster, 'etcd', 'external')) {
			yield problemAt(data ?? disk, t('The data is in {0}, the disk is mounted at {1}.', folder, disk.text));
		}
	},
});
