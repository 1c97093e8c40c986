import { configCheck } from '../../core/config-check.ts';
import { problemAt, scalarOf, sitesAt } from '../../core/config-tree.ts';
import { plainInt } from '../../core/go-scalar.ts';
import { t } from '../../core/words.ts';

/** The API server cannot listen on a port that does not exist. */
export default configCheck({
	id: 'config/port-invalid',
	title: 'A port does not exist',
	remedy: 'Ports go from 1 to 65535; 6443 is usual.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration'],
	*each(root) {
		const places = [['localAPIEndpoint'], ['controlPlane', 'localAPIEndpoint']];
		for (const site of places.flatMap(place => sitesAt(root, [...place, 'bindPort']))) {
			const scalar = scalarOf(site);
			const port = scalar?.node.type === 'int' ? plainInt(scalar.text) : undefined;
			// 0 stands for the default.
			if (port !== undefined && (port < 0 || port > 65535)) {
				yield problemAt(site, t('There is no port {0}.', port));
			}
		}
	},
});
