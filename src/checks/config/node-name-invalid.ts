import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { isSubdomain } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** The name becomes that of a Node object, and stands in the certificates of its kubelet. */
export default configCheck({
	id: 'config/node-name-invalid',
	title: 'A node name is not a DNS name',
	remedy: 'Use lower-case letters, digits, dashes and dots, with a letter or digit at both ends.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'nodeRegistration.name')) {
			// kubeadm itself trims and lowers what it is given.
			const name = site.text.trim().toLowerCase();
			if (!isSubdomain(name)) {
				const plain = name.replaceAll('_', '-');
				const fix = isSubdomain(plain) ? setFix(t('Write "{0}"', plain), site, plain) : undefined;
				yield problemAt(site, t('"{0}" cannot be the name of a node.', site.text), { fix });
			}
		}
	},
});
