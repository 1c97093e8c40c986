import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** kubeadm takes one document of a kind and stops at a second. */
export default configCheck({
	id: 'config/kind-twice',
	title: 'A file has two documents of one kind',
	remedy: 'Keep one of them, or put the other into a file of its own.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'other/'],
	wholes: true,
	*each(root, { bundle }) {
		const nameOf = ({ kind }: (typeof bundle)[number]) => kind.split('/')[1] ?? '';
		const first = bundle.find(other => nameOf(other) === nameOf(root.document));
		const hasKubeadm = bundle.some(({ kind }) => kind.startsWith('kubeadm/'));
		if (first && first.id !== root.document.id && hasKubeadm && !root.document.kind.endsWith('/')) {
			const name = root.document.kind.split('/')[1] ?? '';
			yield problemAt(fieldAt(root, 'kind') ?? root, t('This file has a {0} before.', name));
		}
	},
});
