import { configCheck } from '../../core/config-check.ts';
import { fieldAt, itemsOf, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { podKinds, podSpecOf } from '../../schema/pod-specs.ts';

/** The kernel maps the users of a pod onto those of a file system only where the file system takes part: NFS does not. */
export default configCheck({
	id: 'config/pod-user-namespace-volume',
	title: "A volume cannot be used with users of the pod's own",
	remedy: 'Use a volume on ext4, xfs, btrfs or tmpfs, or remove hostUsers: false.',
	// Source: the documentation of Kubernetes, "User Namespaces".
	severity: 'warning',
	kinds: podKinds,
	*each(root) {
		const spec = podSpecOf(root);
		const isOwn = spec && scalarOf(fieldAt(spec, 'hostUsers'))?.text === 'false';
		const volumes = isOwn && spec ? fieldAt(spec, 'volumes') : undefined;
		for (const volume of volumes ? itemsOf(volumes) : []) {
			const nfs = fieldAt(volume, 'nfs');
			if (nfs) {
				yield problemAt(nfs, t('NFS knows no mapping of users: the pod does not start.'), { part: 'key' });
			}
		}
	},
});
