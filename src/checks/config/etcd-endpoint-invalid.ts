import { configCheck, type Surroundings } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';
import { kubernetesOf } from '../../schema/targets.ts';

/** The API server dials these; kubeadm refuses what is no URL, and plain http beside certificates. */
export default configCheck({
	id: 'config/etcd-endpoint-invalid',
	title: 'An endpoint of an external etcd is not usable',
	remedy: 'Write https://, the host and the client port, such as https://10.0.0.1:2379.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root, around) {
		const hasTls = ['caFile', 'certFile', 'keyFile'].some(name => isSet(fieldAt(root, 'etcd', 'external', name)));
		for (const site of textsAt(root, 'etcd.external.endpoints.*', 'etcd.external.httpEndpoints.*')) {
			const isSecure = hasTls && site.path[2] === 'endpoints';
			const url = parseUrl(site.text, isLenient(around));
			const scheme = isSecure ? 'https' : 'http';
			if (!url && site.text.includes('://')) {
				yield problemAt(site, t('"{0}" is no URL.', site.text));
			} else if (!url || url.scheme === '') {
				const whole = `${scheme}://${site.text}`;
				const fix = parseUrl(whole)?.host ? setFix(t('Write "{0}"', whole), site, whole) : undefined;
				yield problemAt(site, t('An endpoint begins with "{0}://".', scheme), { fix });
			} else if (isSecure && url.scheme !== 'https') {
				const secure = site.text.replace(/^[a-z]+:/i, 'https:');
				yield problemAt(site, t('Beside certificates only https is taken.'), {
					fix: setFix(t('Write "{0}"', secure), site, secure),
				});
			} else if (!parseUrl(site.text)) {
				const message = t('An address of IPv6 stands in brackets, such as https://[fd00::1]:2379.');
				yield problemAt(site, message, { severity: 'warning' });
			}
		}
	},
});

/** kubeadm is built with Go 1.26 since Kubernetes 1.36. */
function isLenient({ bundle, targets }: Surroundings): boolean {
	const { major, minor } = kubernetesOf(bundle, targets).version;
	return major === 1 && minor < 36;
}
