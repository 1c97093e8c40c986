import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isOpaque, problemAt, scalarOf, textAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const paths = [
	'certificatesDir',
	'etcd.local.dataDir',
	'etcd.external.caFile',
	'etcd.external.certFile',
	'etcd.external.keyFile',
	'caCertPath',
];

/** kubeadm writes paths into manifests that the kubelet reads: there is no folder they could be relative to. */
export default configCheck({
	id: 'config/path-not-absolute',
	title: 'A path is not absolute',
	remedy: 'Begin the path with a slash.',
	severity: 'error',
	kinds: ['kubeadm/'],
	*each(root) {
		for (const site of textsAt(root, ...paths)) {
			if (!site.text.startsWith('/')) {
				yield problemAt(site, t('"{0}" is not absolute.', site.text));
			} else if (site.path.join() === 'caCertPath' && !site.text.endsWith('.crt')) {
				yield problemAt(site, t('kubeadm takes a path that ends in ".crt" alone.'));
			}
		}
		for (const patches of [fieldAt(root, 'apply', 'patches'), fieldAt(root, 'node', 'patches')]) {
			const site = patches && (fieldAt(patches, 'directory') ?? patches);
			if (patches?.node.kind === 'map' && site && !isOpaque(site) && !scalarOf(site)?.text.startsWith('/')) {
				yield problemAt(site, t('"{0}" is not absolute.', textAt(patches, 'directory') ?? ''), { part: 'key' });
			}
		}
		for (const site of textsAt(root, 'patches.directory')) {
			if (!site.text.startsWith('/')) {
				// kubeadm init takes it, from wherever it was called.
				yield problemAt(site, t('"{0}" is looked for in the folder that kubeadm is called from.', site.text), {
					severity: 'warning',
				});
			}
		}
	},
});
