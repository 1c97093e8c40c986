import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const commands: Readonly<Record<string, string>> = {
	'kubeadm/InitConfiguration': 'kubeadm init',
	'kubeadm/ClusterConfiguration': 'kubeadm init',
	'kubeadm/JoinConfiguration': 'kubeadm join',
	'kubeadm/ResetConfiguration': 'kubeadm reset',
	'kubeadm/UpgradeConfiguration': 'kubeadm upgrade',
};

/** Each command reads its own kinds and passes over the others with a warning in its log. */
export default configCheck({
	id: 'config/documents-ignored',
	title: 'A file has documents for several commands',
	remedy: 'Put the documents of each command into a file of their own.',
	severity: 'warning',
	kinds: Object.keys(commands),
	wholes: true,
	*each(root, { bundle }) {
		const first = bundle.find(({ kind }) => commands[kind] !== undefined);
		const own = commands[root.document.kind];
		const other = commands[first?.kind ?? ''];
		if (own !== undefined && other !== undefined && own !== other) {
			yield problemAt(
				fieldAt(root, 'kind') ?? root,
				t('"{0}" passes over this document, and "{1}" over the others.', other, own),
			);
		}
	},
});
