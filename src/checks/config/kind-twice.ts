import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import type { ConfigDocument } from '../../core/facts.ts';
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
		const name = nameOf(root.document);
		const first = firstOfEach(bundle).get(name);
		const hasKubeadm = bundle.some(({ kind }) => /^kube(?:adm|let|proxy)\//.test(kind));
		if (first && first.id !== root.document.id && hasKubeadm && name !== '') {
			yield problemAt(fieldAt(root, 'kind') ?? root, t('This file has a {0} before.', name));
		}
	},
});

function nameOf({ kind }: ConfigDocument): string {
	return kind.split('/')[1] ?? '';
}

const known = new WeakMap<readonly ConfigDocument[], ReadonlyMap<string, ConfigDocument>>();

/** Every document of a bundle asks. */
function firstOfEach(bundle: readonly ConfigDocument[]): ReadonlyMap<string, ConfigDocument> {
	const found = known.get(bundle) ?? new Map(bundle.toReversed().map(document => [nameOf(document), document]));
	known.set(bundle, found);
	return found;
}
