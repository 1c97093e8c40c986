import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneKinds, controlPlaneOf } from '../../schema/cluster-api.ts';

/** Two machines of one control plane must not have one name: only a random part sees to that. */
export default configCheck({
	id: 'config/cluster-api-naming-template',
	title: 'Names of machines may meet',
	remedy: 'Add {{ .random }} to the template, and nothing but {{ .cluster.name }} and {{ .kubeadmControlPlane.name }}.',
	// Source: the webhook of KubeadmControlPlane.
	severity: 'error',
	kinds: controlPlaneKinds,
	*each(root) {
		const plane = controlPlaneOf(root);
		const naming =
			plane && fieldAt(plane.spec, plane.isV1beta2 ? 'machineNaming' : 'machineNamingStrategy', 'template');
		// The braces are for Cluster API itself: to other rules they are a gap.
		const text = naming?.node.kind === 'scalar' ? naming.node.text : '';
		if (naming && text !== '' && !text.includes('${') && !/\{\{\s*\.random\s*\}\}/.test(text)) {
			yield problemAt(naming, t('The template lacks {0}.', '{{ .random }}'));
		}
	},
});
