import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** kubeadm takes "all" or single names; both together stop it when it runs, not when it validates. */
export default configCheck({
	id: 'config/preflight-errors-all',
	title: 'Preflight errors are ignored one by one and all together',
	remedy: 'Write "all" alone, or better the names alone.',
	severity: 'warning',
	kinds: ['kubeadm/'],
	*each(root) {
		for (const place of ['nodeRegistration.', '', 'apply.', 'node.', 'plan.']) {
			const sites = textsAt(root, `${place}ignorePreflightErrors.*`);
			const all = sites.find(({ text }) => text.toLowerCase() === 'all');
			if (all && sites.some(({ text }) => text.toLowerCase() !== 'all')) {
				yield problemAt(all, t('"all" goes with no other name.'));
			}
		}
	},
});
