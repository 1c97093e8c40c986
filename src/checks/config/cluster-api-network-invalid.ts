import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { overlap, parseSubnet } from '../../core/formats/ip.ts';
import { t } from '../../core/words.ts';

/** Pods and services need addresses of their own: where the two meet, some of them cannot be reached. */
export default configCheck({
	id: 'config/cluster-api-network-invalid',
	title: 'The networks of a cluster are not usable',
	remedy: 'Write blocks such as 192.168.0.0/16 for pods and 10.96.0.0/12 for services, apart from each other.',
	// Source: the webhook of Cluster.
	severity: 'error',
	kinds: ['cluster-api/Cluster'],
	*each(root) {
		const pods = textsAt(root, 'spec.clusterNetwork.pods.cidrBlocks.*');
		const services = textsAt(root, 'spec.clusterNetwork.services.cidrBlocks.*');
		for (const site of [...pods, ...services]) {
			if (!parseSubnet(site.text)) {
				yield problemAt(site, t('"{0}" is no block of addresses.', site.text));
			}
		}
		for (const site of services) {
			const block = parseSubnet(site.text);
			const other = pods.find(({ text }) => {
				const own = parseSubnet(text);
				return block && own && overlap(block, own);
			});
			if (other) {
				yield problemAt(site, t("{0} overlaps the pods' {1}.", site.text, other.text), { severity: 'warning' });
			}
		}
	},
});
