import { check } from '../../core/check.ts';
import { byohObjects } from '../../core/cluster-api-checks.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The installer knows Ubuntu 20.04 on amd64 alone, and the network must have a default. */
export default check({
	id: 'cluster-api/byoh-host-unsuitable',
	title: 'A host of BYOH does not fit',
	remedy:
		'Install Kubernetes on it yourself (--skip-installation), or use a host that is supported; give it a default route.',
	severity: 'warning',
	needs: ['byoHosts'],
	params: {},
	*run({ byoHosts }) {
		for (const host of yield* byohObjects(byoHosts)) {
			const [image, architecture] = [
				textOf(host, 'status', 'hostinfo', 'osimage'),
				textOf(host, 'status', 'hostinfo', 'architecture'),
			];
			if (
				(image !== undefined && !/Ubuntu 20\.04/.test(image)) ||
				(architecture !== undefined && architecture !== 'amd64')
			) {
				yield problemWith(host, t('{0} runs {1} on {2}.', called(host), image ?? '?', architecture ?? '?'));
			}
			const networks = itemsOf(host, 'status', 'network');
			if (networks.length > 0 && !networks.some(network => fieldOf(network, 'isDefault') === true)) {
				yield problemWith(host, t('{0} has no default network.', called(host)));
			} else if (
				networks.some(network => fieldOf(network, 'isDefault') === true && fieldOf(network, 'connected') === false)
			) {
				yield problemWith(host, t('The default network of {0} is not connected.', called(host)));
			}
		}
	},
});
