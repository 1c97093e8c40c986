import { ExpectedError } from '../../core/errors.ts';
import { fieldOf, type KubeadmConfig, type KubeObject } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';
import { configDocumentsOf, parseFiles, specsOf } from '../../manifest/index.ts';

/** What the ConfigMap of kubeadm says, if there is one; its settings without those that may let someone in. */
export function kubeadmConfigIn(configMaps: readonly KubeObject[]): { readonly config?: KubeadmConfig } {
	const map = configMaps.find(
		({ metadata: { name, namespace } }) => name === 'kubeadm-config' && namespace === 'kube-system',
	);
	const text = map && fieldOf(map, 'data', 'ClusterConfiguration');
	if (typeof text !== 'string') {
		return {};
	}
	const set = parseFiles([{ path: 'kubeadm-config', text }]);
	const fields = specsOf(set).find(({ component }) => component === 'kubeadm')?.flags;
	if (fields === undefined) {
		throw new ExpectedError(t('The ConfigMap kubeadm-config holds no ClusterConfiguration that could be read.'));
	}
	return { config: { apiVersion: configDocumentsOf(set)[0]?.apiVersion ?? '', fields } };
}
