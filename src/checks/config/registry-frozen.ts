import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** Nothing new is put there since April 2023, and what is there may go. */
export default configCheck({
	id: 'config/registry-frozen',
	title: 'Images come from the old registry of Kubernetes',
	remedy: 'Use registry.k8s.io.',
	// Source: the blog of Kubernetes, "k8s.gcr.io Image Registry Will Be Frozen".
	severity: 'warning',
	kinds: ['kubeadm/ClusterConfiguration', 'static-pod', 'workload'],
	*each(root) {
		const patterns = [
			'imageRepository',
			'dns.imageRepository',
			'etcd.local.imageRepository',
			'spec.containers.*.image',
			'spec.template.spec.containers.*.image',
		];
		for (const site of textsAt(root, ...patterns)) {
			if (/^k8s\.gcr\.io(?:\/|$)/.test(site.text)) {
				const moved = site.text.replace('k8s.gcr.io', 'registry.k8s.io');
				yield problemAt(site, t('k8s.gcr.io is frozen since 2023.'), {
					fix: setFix(t('Write "{0}"', moved), site, moved),
				});
			}
		}
	},
});
