import { check } from '../../core/check.ts';
import { kubeletVersionOf } from '../../core/kubernetes-nodes.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** What a newer kubelet sends an older API server may not know, and drops. */
export default check({
	id: 'kubernetes/kubelet-skew',
	title: 'A kubelet is too new or too old for the API server',
	remedy: 'Upgrade the control plane first, then the nodes, and no node later than three minor versions after.',
	severity: 'error',
	needs: ['nodes', 'apiServerVersion'],
	params: {},
	// Source: kubernetes.io, version skew policy
	*run({ nodes, apiServerVersion: server }) {
		for (const node of nodes.objects) {
			const version = parseVersion(kubeletVersionOf(node));
			const allowed = server.minor >= 28 ? 3 : 2;
			const behind = version && server.minor - version.minor;
			if (version === undefined || behind === undefined) {
				yield { unknown: t('{0} does not tell its version.', called(node)) };
			} else if (behind < 0 || behind > allowed || version.major !== server.major) {
				yield problemWith(
					node,
					t(
						'{0} runs the kubelet {1}; the API server is {2}.',
						called(node),
						kubeletVersionOf(node),
						server.gitVersion,
					),
				);
			}
		}
	},
});
