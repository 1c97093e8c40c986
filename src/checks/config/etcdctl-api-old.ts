import { configCheck } from '../../core/config-check.ts';
import { fieldAt, itemsOf, problemAt, scalarOf, sitesAt, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** The commands of the old API see nothing of what Kubernetes keeps: they show an empty cluster, and etcdctl 3.6 has none. */
export default configCheck({
	id: 'config/etcdctl-api-old',
	title: 'etcdctl is told to use the API of etcd 2',
	remedy: 'Remove ETCDCTL_API: since etcdctl 3.4 the API of version 3 is the default, and since 3.6 the only one.',
	severity: 'warning',
	kinds: ['etcd-environment', 'etcd-unit', 'static-pod', 'workload', 'pod'],
	*each(root) {
		for (const site of variablesIn(root)) {
			const scalar = scalarOf(site);
			if (scalar?.text === '2') {
				yield problemAt(scalar, t('The API of version 2 is gone, and it never showed what Kubernetes keeps.'));
			}
		}
	},
});

const name = 'ETCDCTL_API';

function variablesIn(root: Site): Site[] {
	const plain = [fieldAt(root, name), fieldAt(root, 'Service', 'Environment', name)];
	const lists = [['spec'], ['spec', 'template', 'spec']].flatMap(spec =>
		sitesAt(root, [...spec, 'containers', '*', 'env']),
	);
	const listed = lists
		.flatMap(itemsOf)
		.filter(item => scalarOf(fieldAt(item, 'name'))?.text === name)
		.map(item => fieldAt(item, 'value'));
	return [...plain, ...listed].filter(site => site !== undefined);
}
