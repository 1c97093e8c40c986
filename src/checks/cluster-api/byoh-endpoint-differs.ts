import { check } from '../../core/check.ts';
import { byohObjects } from '../../core/cluster-api-checks.ts';
import { clusterApiReference, referred } from '../../core/cluster-api.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Nodes join at the one address, and the controllers ask at the other. */
export default check({
	id: 'cluster-api/byoh-endpoint-differs',
	title: 'A ByoCluster has no endpoint, or another one than its Cluster',
	remedy: 'Set spec.controlPlaneEndpoint of the ByoCluster.',
	severity: 'error',
	needs: ['byoClusters', 'clusters'],
	params: {},
	*run({ byoClusters, clusters }) {
		for (const own of yield* byohObjects(byoClusters)) {
			const cluster = clusters.objects.find(
				each => referred(clusterApiReference(each, 'spec', 'infrastructureRef'), [own]) !== undefined,
			);
			const [host, meant] = [
				textOf(own, 'spec', 'controlPlaneEndpoint', 'host') ?? '',
				cluster && textOf(cluster, 'spec', 'controlPlaneEndpoint', 'host'),
			];
			if (host === '') {
				yield problemWith(own, t('{0} has no endpoint.', called(own)), {
					anchor: fieldAnchor(own, 'spec', 'controlPlaneEndpoint'),
				});
			} else if (meant !== undefined && meant !== '' && meant !== host) {
				yield problemWith(own, t('{0} has the endpoint {1}, its Cluster {2}.', called(own), host, meant), {
					anchor: fieldAnchor(own, 'spec', 'controlPlaneEndpoint'),
				});
			}
		}
	},
});
