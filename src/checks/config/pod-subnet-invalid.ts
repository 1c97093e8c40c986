import { configCheck } from '../../core/config-check.ts';
import { isOpaque, problemAt, textsAt } from '../../core/config-tree.ts';
import { subnetListOf } from '../../core/formats/subnets.ts';
import { t } from '../../core/words.ts';
import { argumentOf } from '../../schema/arguments.ts';

/** Each node gets a part of this subnet for its pods, so it must be larger than such a part. */
export default configCheck({
	id: 'config/pod-subnet-invalid',
	title: 'The subnet of pods is not usable',
	remedy:
		'Write one subnet, or one of IPv4 and one of IPv6 with a comma and no blank between, large enough for every node.',
	// Source: kubeadm's ValidatePodSubnetNodeMask.
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'networking.podSubnet')) {
			const { subnets, problem, fix } = subnetListOf(site);
			const argument = (name: string) => argumentOf(root, ['controllerManager', 'extraArgs'], name);
			if (problem !== undefined) {
				yield problemAt(site, problem, { fix });
			}
			if (argument('allocate-node-cidrs')?.text === 'false') {
				continue;
			}
			for (const { mask, width } of subnets) {
				const given = argument(width === 32 ? 'node-cidr-mask-size-ipv4' : 'node-cidr-mask-size-ipv6');
				const nodeMask = given ? Number(given.text) : width === 32 ? 24 : 64;
				if (isOpaque(given?.site)) {
					continue;
				}
				if (!Number.isInteger(nodeMask)) {
					yield problemAt(given?.site ?? site, t('The size of the subnet of a node is no whole number.'));
					continue;
				}
				if (mask > nodeMask) {
					yield problemAt(site, t('A subnet of /{0} is smaller than the /{1} of one node.', mask, nodeMask));
				} else if (nodeMask - mask > 16) {
					yield problemAt(
						site,
						t('A subnet of /{0} is too large for nodes of /{1}: 16 bits may lie between.', mask, nodeMask),
					);
				} else if (mask === nodeMask) {
					const message = t('A subnet of /{0} serves one single node, which takes /{1}.', mask, nodeMask);
					yield problemAt(site, message, { severity: 'warning' });
				}
			}
		}
	},
});
