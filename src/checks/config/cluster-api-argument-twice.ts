import { configCheck } from '../../core/config-check.ts';
import { fieldAt, itemsOf, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { kubeadmKinds, kubeadmSpecOf } from '../../schema/cluster-api.ts';

const places = [
	['clusterConfiguration', 'apiServer', 'extraArgs'],
	['clusterConfiguration', 'controllerManager', 'extraArgs'],
	['clusterConfiguration', 'scheduler', 'extraArgs'],
	['clusterConfiguration', 'etcd', 'local', 'extraArgs'],
	['initConfiguration', 'nodeRegistration', 'kubeletExtraArgs'],
	['joinConfiguration', 'nodeRegistration', 'kubeletExtraArgs'],
];

/** kubeadm takes an argument twice; Cluster API does not. */
export default configCheck({
	id: 'config/cluster-api-argument-twice',
	title: 'An argument is given twice',
	remedy: 'Keep one of them.',
	// Source: the rules on extraArgs in the CRDs of v1beta2, "extraArgs name must be unique".
	severity: 'error',
	kinds: kubeadmKinds,
	*each(root) {
		const spec = kubeadmSpecOf(root);
		for (const path of spec ? places : []) {
			const list = spec && fieldAt(spec, ...path);
			const names = new Set<string>();
			for (const name of list ? itemsOf(list).flatMap(item => scalarOf(fieldAt(item, 'name')) ?? []) : []) {
				if (names.has(name.text)) {
					yield problemAt(name, t('"{0}" is given before.', name.text));
				}
				names.add(name.text);
			}
		}
	},
});
