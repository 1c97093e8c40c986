import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { clusterApiReference } from '../../core/cluster-api.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The controllers wait for what nobody makes. */
export default check({
	id: 'cluster-api/provider-missing',
	title: 'A Cluster refers to a kind that no provider brings',
	remedy: 'Install the provider: clusterctl init.',
	severity: 'error',
	needs: ['clusters', 'machines', 'customResourceDefinitions'],
	params: {},
	*run({ clusters, machines, customResourceDefinitions }) {
		const known = new Set(
			customResourceDefinitions.objects.map(
				definition => `${textOf(definition, 'spec', 'names', 'kind')}.${textOf(definition, 'spec', 'group')}`,
			),
		);
		for (const object of [...(yield* clusterApiObjects(clusters)), ...machines.objects]) {
			const references = [
				['spec', 'infrastructureRef'],
				['spec', 'controlPlaneRef'],
				['spec', 'bootstrap', 'configRef'],
			].map(path => clusterApiReference(object, ...path));
			const missing = references.find(reference => reference && !known.has(`${reference.kind}.${reference.group}`));
			if (missing) {
				yield problemWith(
					object,
					t('{0} refers to {1} of {2}, a kind that is not installed.', called(object), missing.kind, missing.group),
					{ anchor: fieldAnchor(object, 'spec', 'infrastructureRef', 'kind') },
				);
			}
		}
	},
});
