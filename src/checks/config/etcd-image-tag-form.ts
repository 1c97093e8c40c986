import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** Each registry has tags of its own form; a tag of the other form is not there, and the pod waits for its image. */
export default configCheck({
	id: 'config/etcd-image-tag-form',
	title: 'The tag of the image has the form of another registry',
	remedy:
		'Write 3.5.21-0 for registry.k8s.io/etcd, and v3.5.21 for quay.io/coreos/etcd and gcr.io/etcd-development/etcd.',
	severity: 'warning',
	kinds: ['static-pod', 'workload'],
	*each(root) {
		for (const site of textsAt(root, 'spec.containers.*.image', 'spec.template.spec.containers.*.image')) {
			const [, registry, tag] =
				/^(registry\.k8s\.io|k8s\.gcr\.io|quay\.io\/coreos|gcr\.io\/etcd-development)\/etcd:([^@]+)/.exec(site.text) ??
				[];
			const isKubernetes = registry?.includes('k8s') ?? false;
			const form = isKubernetes ? /^v?\d+\.\d+\.\d+-(?:\d+|alpha|beta|rc)/ : /^v\d+\.\d+\.\d+/;
			if (registry !== undefined && tag !== undefined && /^v?\d+\.\d+\.\d+/.test(tag) && !form.test(tag)) {
				yield problemAt(site, t('{0} has no tag of the form "{1}".', registry, tag));
			}
		}
	},
});
