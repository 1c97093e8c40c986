import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { isImageRepository } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** Images are pulled from here; a URL is not a repository. */
export default configCheck({
	id: 'config/image-repository-invalid',
	title: 'An image repository is not well formed',
	remedy: 'Write registry and path in lower case, without a scheme and without a tag.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'imageRepository', 'dns.imageRepository', 'etcd.local.imageRepository')) {
			if (!isImageRepository(site.text)) {
				const plain = site.text.replace(/^[a-z]+:\/\//, '').replace(/\/+$/, '');
				const fix = isImageRepository(plain) ? setFix(t('Write "{0}"', plain), site, plain) : undefined;
				yield problemAt(site, t('"{0}" is no image repository.', site.text), { fix });
			}
		}
	},
});
