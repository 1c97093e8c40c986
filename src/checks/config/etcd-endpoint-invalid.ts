import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** The API server dials these; kubeadm refuses what is no URL, and plain http beside certificates. */
export default configCheck({
	id: 'config/etcd-endpoint-invalid',
	title: 'An endpoint of an external etcd is not usable',
	remedy: 'Write https://, the host and the client port, such as https://10.0.0.1:2379.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		const hasTls = ['caFile', 'certFile', 'keyFile'].some(name => isSet(fieldAt(root, 'etcd', 'external', name)));
		for (const site of textsAt(root, 'etcd.external.endpoints.*', 'etcd.external.httpEndpoints.*')) {
			const isSecure = hasTls && site.path[2] === 'endpoints';
			const url = parseUrl(site.text);
			const scheme = isSecure ? 'https' : 'http';
			if (!url || url.scheme === '') {
				const whole = `${scheme}://${site.text}`;
				const fix = parseUrl(whole)?.host ? setFix(t('Write "{0}"', whole), site, whole) : undefined;
				yield problemAt(site, t('An endpoint begins with "{0}://".', scheme), { fix });
			} else if (isSecure && url.scheme !== 'https') {
				const secure = site.text.replace(/^[a-z]+:/i, 'https:');
				yield problemAt(site, t('Beside certificates only https is taken.'), {
					fix: setFix(t('Write "{0}"', secure), site, secure),
				});
			}
		}
	},
});
