import { configCheck } from '../../core/config-check.ts';
import { deleteFix, fieldAt, problemAt, scalarOf, setFix } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { parseVersion, type Version } from '../../core/version.ts';
import { t } from '../../core/words.ts';

const kinds = [
	'ClusterConfiguration',
	'InitConfiguration',
	'JoinConfiguration',
	'KubeletConfiguration',
	'KubeProxyConfiguration',
];

/** kind lays a patch over the documents of the same kind and version that it makes; one that fits none is dropped in silence. */
export default configCheck({
	id: 'config/kind-patch-ignored',
	title: 'kind drops a patch without a word',
	remedy: 'Leave out apiVersion, so that the patch fits whatever kind writes.',
	// Source: pkg/internal/patch and pkg/cluster/internal/kubeadm of kind.
	severity: 'warning',
	kinds: ['kubeadm/', 'other/'],
	*each(root, { targets }) {
		const { isPart, apiVersion, kubernetes } = root.document;
		const kind = scalarOf(fieldAt(root, 'kind'));
		// What Cluster API holds says neither kind nor version.
		if (!isPart || !kind) {
			return;
		}
		if (!kinds.includes(kind.text)) {
			const meant = nearest(kind.text, kinds);
			const message =
				meant === undefined
					? t('kind makes no document of the kind "{0}".', kind.text)
					: t('kind makes no document of the kind "{0}", but {1}.', kind.text, meant);
			const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), kind, meant);
			yield problemAt(kind, message, { severity: 'error', fix });
		}
		const site = fieldAt(root, 'apiVersion');
		const written = writtenFor(parseVersion(kubernetes ?? targets.kubernetes ?? ''));
		if (site && apiVersion.startsWith('kubeadm.k8s.io/') && !written.includes(apiVersion)) {
			yield problemAt(site, t('kind writes {0} for this Kubernetes.', written.join(', ')), {
				fix: deleteFix(t('Delete the field'), site),
			});
		}
	},
});

/** What kind writes for a version of Kubernetes; all that it writes today where that is not known. */
function writtenFor(version: Version | undefined): string[] {
	const names = !version
		? ['v1beta2', 'v1beta3', 'v1beta4']
		: [version.minor < 23 ? 'v1beta2' : version.minor < 36 ? 'v1beta3' : 'v1beta4'];
	return names.map(name => `kubeadm.k8s.io/${name}`);
}
