import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { controlPlaneOf } from '../../schema/cluster-api.ts';

/** Cluster API asks for all three numbers, and takes no label such as "stable". */
export default configCheck({
	id: 'config/cluster-api-version-invalid',
	title: 'The version of a cluster is not readable',
	remedy: 'Write all three numbers, such as v1.36.2.',
	// Source: the webhooks of KubeadmControlPlane and Cluster.
	severity: 'error',
	kinds: ['cluster-api/KubeadmControlPlane', 'cluster-api/Cluster'],
	*each(root) {
		const plane = root.document.kind === 'cluster-api/KubeadmControlPlane' ? controlPlaneOf(root) : undefined;
		const topology = fieldAt(root, 'spec', 'topology');
		const holder = plane?.spec ?? topology;
		const version = holder && fieldAt(holder, 'version');
		const text = scalarOf(version)?.text;
		if (version && text !== undefined && !/^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(text)) {
			yield problemAt(version, t('"{0}" is no version of Kubernetes with three numbers.', text));
		} else if (plane && !version && !plane.isPatch) {
			yield problemAt(plane.spec, t('"{0}" must be filled in.', 'version'), { part: 'key' });
		}
	},
});
