import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { isSubdomain } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** Every Service gets a name below this domain. */
export default configCheck({
	id: 'config/dns-domain-invalid',
	title: 'The DNS domain of the cluster is not a DNS name',
	remedy: 'Write a domain in lower case, such as cluster.local.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'networking.dnsDomain')) {
			if (!isSubdomain(site.text)) {
				const plain = site.text
					.trim()
					.toLowerCase()
					.replace(/^\.+|\.+$/g, '');
				const fix = isSubdomain(plain) ? setFix(t('Write "{0}"', plain), site, plain) : undefined;
				yield problemAt(site, t('"{0}" is no domain.', site.text), { fix });
			}
		}
	},
});
