import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, sitesAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** An argument is a flag and its value; kubeadm stops at one without a flag. */
export default configCheck({
	id: 'config/argument-without-name',
	title: 'An argument has no name',
	remedy: 'Give it the name of a flag, without dashes.',
	severity: 'error',
	kinds: ['kubeadm/'],
	*each(root) {
		const places = ['apiServer', 'controllerManager', 'scheduler', 'etcd.local', 'nodeRegistration'];
		for (const place of places) {
			const field = place === 'nodeRegistration' ? 'kubeletExtraArgs' : 'extraArgs';
			for (const site of sitesAt(root, [...place.split('.'), field, '*'])) {
				const name = fieldAt(site, 'name');
				const isListed = typeof site.path.at(-1) === 'number';
				const isBare = site.node.kind === 'map' && (!name || scalarOf(name)?.text === '' || isNull(name));
				if (isBare || (isListed && isNull(site)) || site.path.at(-1) === '') {
					yield problemAt(name ?? site, t('This argument has no name.'), { part: 'key' });
				}
			}
		}

		function isNull({ node }: { readonly node: typeof root.node }): boolean {
			return node.kind === 'scalar' && node.type === 'null';
		}
	},
});
