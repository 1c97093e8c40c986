import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { sizeOf } from '../../core/formats/ip.ts';
import { subnetListOf } from '../../core/formats/subnets.ts';
import { t } from '../../core/words.ts';

/** Addresses of Services come from here, and the table of them lies in etcd. */
export default configCheck({
	id: 'config/service-subnet-invalid',
	title: 'The subnet of Services is not usable',
	remedy: 'Write one subnet, or one of IPv4 and one of IPv6 with a comma and no blank between, such as 10.96.0.0/12.',
	// Source: kubeadm's ValidateIPNetFromString and ValidateServiceSubnetSize.
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'networking.serviceSubnet')) {
			const { subnets, problem, fix } = subnetListOf(site);
			if (problem !== undefined) {
				yield problemAt(site, problem, { fix });
			}
			for (const subnet of subnets) {
				if (sizeOf(subnet) < 10) {
					yield problemAt(site, t('A subnet of {0} addresses is too small: 10 are the least.', sizeOf(subnet)));
				} else if (subnet.width - subnet.mask > 20) {
					yield problemAt(site, t('A subnet of /{0} is too large: /{1} is the most.', subnet.mask, subnet.width - 20));
				}
			}
		}
	},
});
