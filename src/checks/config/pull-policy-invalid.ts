import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const policies = ['Always', 'IfNotPresent', 'Never'];

/** kubeadm refuses any other word, and the case counts. */
export default configCheck({
	id: 'config/pull-policy-invalid',
	title: 'An image pull policy does not exist',
	remedy: 'Write Always, IfNotPresent or Never.',
	severity: 'error',
	kinds: ['kubeadm/'],
	*each(root) {
		for (const site of textsAt(
			root,
			'nodeRegistration.imagePullPolicy',
			'apply.imagePullPolicy',
			'node.imagePullPolicy',
		)) {
			if (!policies.includes(site.text)) {
				const meant = policies.find(policy => policy.toLowerCase() === site.text.toLowerCase());
				const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant);
				yield problemAt(site, t('"{0}" is no pull policy.', site.text), { fix });
			}
		}
	},
});
