import { configCheck } from '../../core/config-check.ts';
import { fieldsOf, itemsOf, problemAt, scalarOf, setFix } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** K3s puts two dashes before each item and hands it on: what has dashes already becomes a flag that nobody knows. */
export default configCheck({
	id: 'config/k3s-argument-malformed',
	title: 'An argument for a component is not name=value',
	remedy: 'Write each item as name=value, without dashes.',
	// Source: the documentation of K3s, "Customized Flags for Kubernetes Processes".
	severity: 'error',
	kinds: ['k3s'],
	*each(root) {
		for (const list of fieldsOf(root).filter(({ key }) => /-arg\+?$/.test(key))) {
			for (const site of itemsOf(list).flatMap(item => scalarOf(item) ?? [])) {
				const bare = site.text.replace(/^-+/, '').replace(/^([a-z0-9-]+)\s+(?=\S)/, '$1=');
				if (!/^[a-z0-9][\w.-]*=/i.test(site.text)) {
					const isFixable = /^[a-z0-9][\w.-]*=\S/i.test(bare);
					const fix = isFixable ? setFix(t('Write "{0}"', bare), site, bare) : undefined;
					yield problemAt(site, t('"{0}" is not name=value.', site.text), { fix });
				}
			}
		}
	},
});
