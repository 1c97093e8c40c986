import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, problemAt, textAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** kubeadm stops at a document that does not say what it is, even at one of comments alone. */
export default configCheck({
	id: 'config/kind-missing',
	title: 'A document does not say what it is',
	remedy: 'Give it "apiVersion" and "kind", or delete the separator "---" that makes it a document.',
	severity: 'error',
	kinds: ['empty', 'other/', 'kubeadm/', 'kubelet/', 'kubeproxy/', 'static-pod', 'workload', 'pod'],
	wholes: true,
	*each(root, { bundle }) {
		if (!bundle.some(({ kind }) => /^kube(?:adm|let|proxy)\//.test(kind))) {
			return;
		}
		const { id, kind, apiVersion } = root.document;
		if (kind === 'empty') {
			const fix = { title: t('Delete the separator'), edits: [{ document: id, kind: 'deleteDocument' }] } as const;
			yield problemAt(root, t('To kubeadm this is a document of its own, without kind and apiVersion.'), { fix });
		} else if (entriesOf(root).length > 0 && textAt(root, 'kind') === undefined && !fieldAt(root, 'kind')) {
			yield problemAt(root, t('This document has no kind.'), { part: 'key' });
		} else if (/^(?:other\/|static-pod|workload|pod)/.test(kind) && apiVersion !== '' && !apiVersion.includes('/')) {
			yield problemAt(root, t('kubeadm takes no document of the core group of Kubernetes, "{0}".', apiVersion), {
				part: 'key',
			});
		} else if (entriesOf(root).length > 0 && apiVersion === '' && !fieldAt(root, 'apiVersion')) {
			yield problemAt(fieldAt(root, 'kind') ?? root, t('This document has no apiVersion.'), { part: 'key' });
		}
	},
});
