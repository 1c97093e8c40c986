import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** From Cluster API 1.16 on such objects are not served any more, and such providers do not work. */
export default check({
	id: 'cluster-api/old-contract',
	title: 'Cluster API or a provider still speaks v1beta1 alone',
	remedy: 'Upgrade the provider, and migrate manifests to v1beta2.',
	severity: 'warning',
	needs: ['customResourceDefinitions', 'clusters'],
	params: {},
	// Source: Cluster API, end of the contract v1beta1 with 1.16, April 2027
	*run({ customResourceDefinitions, clusters }) {
		yield* clusterApiObjects(clusters);
		const own = customResourceDefinitions.objects.filter(({ metadata }) =>
			Object.keys(metadata.labels ?? {}).some(key => /^cluster\.x-k8s\.io\/v1/.test(key)),
		);
		const old = own.filter(({ metadata }) => !Object.hasOwn(metadata.labels ?? {}, 'cluster.x-k8s.io/v1beta2'));
		for (const [provider, definitions] of Map.groupBy(
			old,
			({ metadata }) => metadata.labels?.['cluster.x-k8s.io/provider'] ?? '?',
		)) {
			const [first] = definitions;
			if (first) {
				yield problemWith(
					first,
					t('The provider {0} knows the contract v1beta1 alone ({1} kinds).', provider, definitions.length),
				);
			}
		}
	},
});
