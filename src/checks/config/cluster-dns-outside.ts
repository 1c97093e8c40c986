import { configCheck } from '../../core/config-check.ts';
import { problemAt, rootOf, textsAt } from '../../core/config-tree.ts';
import { contains, parseAddress } from '../../core/formats/ip.ts';
import { subnetListOf } from '../../core/formats/subnets.ts';
import { t } from '../../core/words.ts';

/** Pods ask this address for names; it is that of a Service, so it must lie among those of Services. */
export default configCheck({
	id: 'config/cluster-dns-outside',
	title: 'The address of the cluster DNS is not one of a Service',
	remedy: 'Use the tenth address of the subnet of Services.',
	severity: 'warning',
	kinds: ['kubelet/KubeletConfiguration'],
	*each(root, { bundle }) {
		const cluster = bundle.find(({ kind }) => kind === 'kubeadm/ClusterConfiguration');
		const services = cluster
			? textsAt(rootOf(cluster), 'networking.serviceSubnet').flatMap(site => subnetListOf(site).subnets)
			: [];
		for (const site of services.length > 0 ? textsAt(root, 'clusterDNS.*') : []) {
			const address = parseAddress(site.text);
			// Link-local addresses are those of a cache on the node itself.
			const isLocal = site.text.startsWith('169.254.') || /^fe80:/i.test(site.text);
			if (address && !isLocal && !services.some(service => contains(service, address))) {
				yield problemAt(site, t('{0} is not in the subnet of Services.', site.text));
			}
		}
	},
});
