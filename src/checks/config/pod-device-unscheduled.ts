import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { podKinds, podSpecOf } from '../../schema/pod-specs.ts';

/** The scheduler allots devices that are claimed; a pod that names its node passes it by, and waits for ever. */
export default configCheck({
	id: 'config/pod-device-unscheduled',
	title: 'A pod claims devices and passes the scheduler by',
	remedy: 'Remove nodeName, and choose the node by nodeSelector or affinity.',
	// Source: the documentation of Kubernetes, "Dynamic Resource Allocation", on pre-scheduled pods.
	severity: 'error',
	kinds: podKinds,
	*each(root) {
		const spec = podSpecOf(root);
		const node = spec && fieldAt(spec, 'nodeName');
		// What a cluster printed has the node that the scheduler chose.
		const isLive = fieldAt(root, 'metadata', 'uid') !== undefined;
		if (spec && node && isSet(node) && isSet(fieldAt(spec, 'resourceClaims')) && !isLive) {
			yield problemAt(node, t('Nobody allots the devices that this pod claims.'), { part: 'key' });
		}
	},
});
