import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt, scalarOf, textAt, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** A server either begins a cluster of its own, or joins one, or keeps its data elsewhere. */
export default configCheck({
	id: 'config/k3s-settings-conflict',
	title: 'Settings of K3s or RKE2 contradict each other',
	remedy:
		'Keep the one that is meant: cluster-init begins a cluster, server joins one, datastore-endpoint needs no etcd.',
	// Source: pkg/cli/server of K3s.
	severity: 'error',
	kinds: ['k3s'],
	*each(root) {
		const init = fieldAt(root, 'cluster-init');
		const store = fieldAt(root, 'datastore-endpoint');
		const server = fieldAt(root, 'server');
		const restore = fieldAt(root, 'cluster-reset-restore-path');
		const noEtcd = fieldAt(root, 'disable-etcd');
		if (init && isTrue(init) && isSet(store)) {
			yield problemAt(init, t('"{0}" makes no etcd, so there is nothing to begin.', 'datastore-endpoint'), {
				part: 'key',
				severity: 'warning',
			});
		}
		if (init && isTrue(init) && isSet(server)) {
			yield problemAt(init, t('"{0}" joins a cluster that is there: this has no effect.', 'server'), {
				part: 'key',
				severity: 'warning',
			});
		}
		if (restore && isSet(restore) && !isTrue(fieldAt(root, 'cluster-reset'))) {
			yield problemAt(restore, t('A snapshot is restored together with "{0}" alone.', 'cluster-reset'), {
				part: 'key',
			});
		}
		if (noEtcd && isTrue(noEtcd) && !isSet(server) && !isSet(store)) {
			yield problemAt(noEtcd, t('Without etcd here, "{0}" must say where it is.', 'server'), { part: 'key' });
		}
		const s3 = fieldAt(root, 'etcd-s3');
		const hasBucket =
			textAt(root, 'etcd-s3-bucket') !== undefined || fieldAt(root, 'etcd-s3-config-secret') !== undefined;
		if (s3 && isTrue(s3) && !hasBucket) {
			yield problemAt(s3, t('Snapshots go to no bucket: "{0}" is missing.', 'etcd-s3-bucket'), {
				part: 'key',
				severity: 'warning',
			});
		}
	},
});

function isTrue(site: Site | undefined): boolean {
	return /^(?:true|yes|on|1)$/i.test(scalarOf(site)?.text ?? '');
}
