import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { podKinds, podSpecOf } from '../../schema/pod-specs.ts';

/** A pod with users of its own cannot share the network, the processes or the memory of its node: the API refuses it. */
export default configCheck({
	id: 'config/pod-user-namespace-conflict',
	title: "A pod wants users of its own and the node's namespaces",
	remedy: 'Remove hostNetwork, hostPID and hostIPC, or hostUsers: false.',
	// Source: the validation of pods in Kubernetes; the documentation "User Namespaces".
	severity: 'error',
	kinds: podKinds,
	*each(root) {
		const spec = podSpecOf(root);
		const isOwn = spec && scalarOf(fieldAt(spec, 'hostUsers'))?.text === 'false';
		for (const name of isOwn ? ['hostNetwork', 'hostPID', 'hostIPC'] : []) {
			const site = spec && fieldAt(spec, name);
			if (site && scalarOf(site)?.text === 'true') {
				yield problemAt(site, t('"{0}" and "{1}" exclude each other.', 'hostUsers: false', name), { part: 'key' });
			}
		}
	},
});
