import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, setFix } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';
import { kindsOf } from '../../schema/config-fields.ts';

/** A document of a kind that is not there is refused, or passed over without a word. */
export default configCheck({
	id: 'config/unknown-kind',
	title: 'A kind does not exist',
	remedy: 'Correct the kind, or the API version if the kind came later.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/'],
	wholes: true,
	*each(root) {
		const { apiVersion, kind } = root.document;
		const name = kind.split('/')[1] ?? '';
		const kinds = kindsOf(apiVersion);
		const site = fieldAt(root, 'kind');
		if (site && name !== '' && kinds.length > 0 && !kinds.includes(name)) {
			const meant = nearest(name, kinds);
			const version = apiVersion.split('/')[1] ?? '';
			const message =
				meant === undefined
					? t('{0} has no kind "{1}".', version, name)
					: t('{0} has no kind "{1}", but {2}.', version, name, meant);
			yield problemAt(site, message, {
				fix: meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant),
			});
		}
	},
});
