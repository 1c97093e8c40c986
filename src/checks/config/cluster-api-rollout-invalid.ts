import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneKinds, controlPlaneOf, wholeNumber } from '../../schema/cluster-api.ts';

/** Machines of a control plane are replaced one after the other; a webhook refuses what would take away more. */
export default configCheck({
	id: 'config/cluster-api-rollout-invalid',
	title: 'A control plane cannot be rolled out this way',
	remedy:
		'Use RollingUpdate with maxSurge 1, or 0 with three machines or more; renew certificates 7 days before they end.',
	// Source: the webhook of KubeadmControlPlane.
	severity: 'error',
	kinds: controlPlaneKinds,
	*each(root) {
		const plane = controlPlaneOf(root);
		if (!plane) {
			return;
		}
		const { spec, isV1beta2 } = plane;
		const strategy = fieldAt(spec, ...(isV1beta2 ? ['rollout', 'strategy'] : ['rolloutStrategy']));
		const before = fieldAt(spec, ...(isV1beta2 ? ['rollout', 'before'] : ['rolloutBefore']), 'certificatesExpiryDays');
		const type = strategy && scalarOf(fieldAt(strategy, 'type'));
		if (type && type.text !== '' && type.text !== 'RollingUpdate') {
			yield problemAt(type, t('A control plane knows RollingUpdate alone.'));
		}
		const surge = strategy && scalarOf(fieldAt(strategy, 'rollingUpdate', 'maxSurge'));
		const replicas = wholeNumber(fieldAt(spec, 'replicas'));
		if (surge && !['0', '1'].includes(surge.text)) {
			yield problemAt(surge, t('"maxSurge" is 0 or 1.'));
		} else if (surge?.text === '0' && replicas !== undefined && replicas < 3) {
			yield problemAt(surge, t('With {0} machines none can be spared: "maxSurge" must be 1.', replicas));
		}
		const days = wholeNumber(before);
		if (before && days !== undefined && days < 7) {
			yield problemAt(before, t('{0} days are less than the 7 that are asked for.', days));
		}
	},
});
