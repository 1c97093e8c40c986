import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, rootOf, textAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneOf } from '../../schema/cluster-api.ts';

/** A machine that never becomes healthy is made anew again and again, each time as a member that comes and goes. */
export default configCheck({
	id: 'config/cluster-api-remediation-endless',
	title: 'Machines of a control plane are replaced without end',
	remedy: 'Set maxRetry, in "remediation" of v1beta2 or "remediationStrategy" of v1beta1.',
	severity: 'info',
	kinds: ['cluster-api/KubeadmControlPlane'],
	*each(root, around) {
		const plane = controlPlaneOf(root);
		const name = plane?.isV1beta2 ? 'remediation' : 'remediationStrategy';
		const strategy = plane && fieldAt(plane.spec, name);
		// A health check that takes control planes in is what starts it.
		const isWatched = around.documents.some(document => {
			const labels = fieldAt(rootOf(document), 'spec', 'selector', 'matchLabels');
			return (
				document.kind === 'cluster-api/MachineHealthCheck' &&
				labels !== undefined &&
				fieldAt(labels, 'cluster.x-k8s.io/control-plane') !== undefined &&
				textAt(rootOf(document), 'metadata', 'namespace') === textAt(root, 'metadata', 'namespace')
			);
		});
		if (plane && !plane.isPatch && isWatched && !(strategy && fieldAt(strategy, 'maxRetry'))) {
			yield problemAt(strategy ?? plane.spec, t('Nothing limits how often a machine is replaced.'), { part: 'key' });
		}
	},
});
