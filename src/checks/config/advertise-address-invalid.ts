import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { contains, parseAddress, parseSubnet } from '../../core/formats/ip.ts';
import { t } from '../../core/words.ts';

const loopbacks = [parseSubnet('127.0.0.0/8'), parseSubnet('::1/128')];

/** The API server tells others to find it here, and kubeadm takes addresses alone, no names. */
export default configCheck({
	id: 'config/advertise-address-invalid',
	title: 'An advertised address is not the IP address of a node',
	remedy: 'Write the IP address of the node.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration'],
	*each(root) {
		for (const site of textsAt(
			root,
			'localAPIEndpoint.advertiseAddress',
			'controlPlane.localAPIEndpoint.advertiseAddress',
		)) {
			const address = parseAddress(site.text);
			if (!address) {
				yield problemAt(site, t('"{0}" is no IP address.', site.text));
			} else if (loopbacks.some(loopback => loopback && contains(loopback, address))) {
				// kubeadm looks for another address of that interface in its place, and stops without one.
				yield problemAt(site, t('Other nodes cannot reach "{0}", and kubeadm refuses it.', site.text));
			}
		}
	},
});
