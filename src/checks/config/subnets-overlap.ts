import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { overlap } from '../../core/formats/ip.ts';
import { subnetListOf } from '../../core/formats/subnets.ts';
import { t } from '../../core/words.ts';

/** An address that is both of a pod and of a Service reaches one of them at most. */
export default configCheck({
	id: 'config/subnets-overlap',
	title: 'The subnets of pods and Services overlap',
	remedy: 'Give pods and Services subnets of their own, apart from the network of the nodes.',
	severity: 'warning',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		const services = textsAt(root, 'networking.serviceSubnet').flatMap(site => subnetListOf(site).subnets);
		for (const site of textsAt(root, 'networking.podSubnet')) {
			if (subnetListOf(site).subnets.some(pods => services.some(service => overlap(pods, service)))) {
				yield problemAt(site, t('This subnet overlaps that of the Services.'));
			}
		}
	},
});
