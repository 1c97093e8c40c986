import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneOf } from '../../schema/cluster-api.ts';

/** Machines are made from the template that this names; without it there are none. */
export default configCheck({
	id: 'config/cluster-api-reference-incomplete',
	title: 'A control plane does not say what its machines are',
	remedy: 'Fill in "kind" and "name" of infrastructureRef, with "apiGroup" in v1beta2 and "apiVersion" in v1beta1.',
	// Source: the webhook of KubeadmControlPlane.
	severity: 'error',
	kinds: ['cluster-api/KubeadmControlPlane'],
	*each(root) {
		const plane = controlPlaneOf(root);
		const template = plane && fieldAt(plane.spec, 'machineTemplate');
		const holder = plane?.isV1beta2 ? template && fieldAt(template, 'spec') : template;
		const reference = holder && fieldAt(holder, 'infrastructureRef');
		// Patches of a machine template leave out what stays.
		if (!plane || !template || !fieldAt(plane.spec, 'version')) {
			return;
		}
		if (!reference) {
			// The old place is told of by the rule on fields of other versions.
			const isOld = plane.isV1beta2 && fieldAt(template, 'infrastructureRef');
			if (!isOld) {
				yield problemAt(holder ?? template, t('"{0}" must be filled in.', 'infrastructureRef'), { part: 'key' });
			}
			return;
		}
		for (const key of [plane.isV1beta2 ? 'apiGroup' : 'apiVersion', 'kind', 'name']) {
			const field = fieldAt(reference, key);
			if (!isSet(field)) {
				yield problemAt(field ?? reference, t('"{0}" must be filled in.', key), { part: 'key' });
			}
		}
	},
});
