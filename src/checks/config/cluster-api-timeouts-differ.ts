import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { kubeadmKinds, kubeadmSpecOf } from '../../schema/cluster-api.ts';

const field = 'controlPlaneComponentHealthCheckSeconds';

/** kubeadm of the first node and of those that join wait for the same components; a webhook refuses two answers. */
export default configCheck({
	id: 'config/cluster-api-timeouts-differ',
	title: 'The first node and the others wait differently',
	remedy: `Write the same number of seconds for both.`,
	// Source: the webhook of KubeadmConfig.
	severity: 'error',
	kinds: kubeadmKinds,
	*each(root) {
		const spec = kubeadmSpecOf(root);
		const [init, join] = ['initConfiguration', 'joinConfiguration'].map(
			name => spec && scalarOf(fieldAt(spec, name, 'timeouts', field)),
		);
		if (init && join && init.text !== join.text) {
			yield problemAt(join, t('"{0}" says {1}.', 'initConfiguration', init.text));
		}
	},
});
