import { configCheck } from '../../core/config-check.ts';
import { deleteFix, fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** It makes one server forget all others, once; in a file it would do so at every start. */
export default configCheck({
	id: 'config/k3s-cluster-reset-kept',
	title: 'A file makes a server forget the others',
	remedy: 'Give cluster-reset on the command line, for the one restore, and not in a file.',
	severity: 'error',
	kinds: ['k3s'],
	*each(root) {
		const site = fieldAt(root, 'cluster-reset');
		if (site && /^(?:true|yes|on|1)$/i.test(scalarOf(site)?.text ?? '')) {
			yield problemAt(site, t('At its next start this server will leave all others out of the cluster.'), {
				part: 'key',
				fix: deleteFix(t('Delete the field'), site),
			});
		}
	},
});
