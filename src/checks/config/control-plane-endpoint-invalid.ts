import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { parseAddress } from '../../core/formats/ip.ts';
import { isPort, isSubdomain, splitHostPort } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** Every node and every client finds the API servers by this name; changing it later means new certificates. */
export default configCheck({
	id: 'config/control-plane-endpoint-invalid',
	title: 'The endpoint of the control plane is not readable',
	remedy: 'Write a DNS name or an address, and a port if it is not 6443: no scheme, no path.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'controlPlaneEndpoint')) {
			if (!isEndpoint(site.text)) {
				const plain = site.text
					.trim()
					.replace(/^https?:\/\//, '')
					.replace(/\/.*$/, '');
				const fix = isEndpoint(plain) ? setFix(t('Write "{0}"', plain), site, plain) : undefined;
				yield problemAt(site, t('"{0}" is no host with a port.', site.text), { fix });
			}
		}
	},
});

function isEndpoint(text: string): boolean {
	const { host, port } = splitHostPort(text) ?? { host: text, port: '' };
	return (port === '' || isPort(port)) && (parseAddress(host) !== undefined || isSubdomain(host));
}
