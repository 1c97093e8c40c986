import { check } from '../../core/check.ts';
import { imageVersionOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** It programs the services of its node, in the words of its own version. */
export default check({
	id: 'kubernetes/kube-proxy-skew',
	title: 'kube-proxy is too new or too old',
	remedy: 'Upgrade it with the nodes, after the control plane.',
	severity: 'warning',
	needs: ['daemonSets', 'apiServerVersion'],
	params: {},
	// Source: kubernetes.io, version skew policy
	*run({ daemonSets, apiServerVersion: server }) {
		const proxies = daemonSets.objects.filter(
			({ metadata }) => metadata.namespace === 'kube-system' && metadata.name === 'kube-proxy',
		);
		if (proxies.length === 0) {
			yield { notApplicable: t('kube-proxy does not run here.') };
		}
		for (const proxy of proxies) {
			const image = textOf(proxy, 'spec', 'template', 'spec', 'containers', 0, 'image') ?? '';
			const version = imageVersionOf(image);
			const behind = version && server.minor - version.minor;
			if (behind !== undefined && (behind < 0 || behind > 3)) {
				yield problemWith(proxy, t('{0} runs {1}; the API server is {2}.', called(proxy), image, server.gitVersion));
			}
		}
	},
});
