import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, isSet, problemAt, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** kubeadm stops at a document that does not say what it is, even at one of comments alone. */
export default configCheck({
	id: 'config/kind-missing',
	title: 'A document does not say what it is',
	remedy: 'Give it "apiVersion" and "kind", or delete the separator "---" that makes it a document.',
	severity: 'error',
	kinds: [
		'empty',
		'other/',
		'kubeadm/',
		'kubelet/',
		'kubeproxy/',
		'apiserver/',
		'cluster-api/',
		'static-pod',
		'workload',
		'pod',
	],
	wholes: true,
	*each(root, around) {
		const { id, kind, apiVersion } = root.document;
		const isOwn = /^kube(?:adm|let|proxy)\//.test(kind);
		const isNamed = apiVersion !== '' && isSet(fieldAt(root, 'kind'));
		// Whether there are others is not asked where nothing is wrong, so that most documents are judged by themselves.
		if (isOwn && isNamed) {
			return;
		}
		const { bundle } = around;
		if (!bundle.some(({ kind }) => /^kube(?:adm|let|proxy)\//.test(kind))) {
			return;
		}
		const hasKubeadm = bundle.some(each => each.kind.startsWith('kubeadm/') && !each.isPart);
		if (kind === 'empty') {
			const fix = { title: t('Delete the separator'), edits: [{ document: id, kind: 'deleteDocument' }] } as const;
			yield problemAt(root, t('To kubeadm this is a document of its own, without kind and apiVersion.'), { fix });
		} else if (isNothing(root)) {
			yield problemAt(root, t('This document has no kind.'));
		} else if (!isOwn && apiVersion !== '' && (hasKubeadm || !apiVersion.includes('/'))) {
			yield problemAt(root, t('kubeadm takes no document of {0}: give it a file without this one.', apiVersion), {
				part: 'key',
			});
		} else if (entriesOf(root).length > 0 && !isSet(fieldAt(root, 'kind'))) {
			yield problemAt(fieldAt(root, 'kind') ?? root, t('This document has no kind.'), { part: 'key' });
		} else if (entriesOf(root).length > 0 && apiVersion === '') {
			const site = fieldAt(root, 'apiVersion') ?? fieldAt(root, 'kind') ?? root;
			yield problemAt(site, t('This document has no apiVersion.'), { part: 'key' });
		}
	},
});

/** `null`, `{}`, a list or a text where fields should be; what has nothing at all is `empty`. */
function isNothing({ node, document }: Site): boolean {
	const isBare =
		node.kind === 'map' && node.entries.length === 0 && document.kind === 'other/' && document.apiVersion === '';
	return isBare || node.kind === 'list' || (node.kind === 'scalar' && !node.opaque && node.text !== '');
}
