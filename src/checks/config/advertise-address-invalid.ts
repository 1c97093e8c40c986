import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { parseAddress } from '../../core/formats/ip.ts';
import { t } from '../../core/words.ts';

/** The API server tells others to find it here, and kubeadm takes addresses alone, no names. */
export default configCheck({
	id: 'config/advertise-address-invalid',
	title: 'An advertised address is not an IP address',
	remedy: 'Write the IP address of the node.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration'],
	*each(root) {
		for (const site of textsAt(
			root,
			'localAPIEndpoint.advertiseAddress',
			'controlPlane.localAPIEndpoint.advertiseAddress',
		)) {
			if (!parseAddress(site.text)) {
				yield problemAt(site, t('"{0}" is no IP address.', site.text));
			}
		}
	},
});
