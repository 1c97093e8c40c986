import { configCheck } from '../../core/config-check.ts';
import { deleteFix, entriesOf, itemsOf, problemAt, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';

/** Which of the two counts depends on who reads the file; strict readers refuse it. */
export default configCheck({
	id: 'config/duplicate-key',
	title: 'A key is given twice',
	remedy: 'Keep one of them.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'static-pod', 'etcd-config'],
	*each(root) {
		yield* twins(root);
	},
});

function* twins(site: Site): Generator<Outcome> {
	for (const entry of entriesOf(site)) {
		if (entry.occurrence !== undefined && entry.occurrence > 0) {
			const isPlain = entry.node.kind === 'scalar';
			const fix = isPlain ? deleteFix(t('Delete this one'), entry) : undefined;
			// etcd and the kubelet take the last without a word.
			const severity = /^(?:etcd-config|static-pod)$/.test(site.document.kind) ? 'warning' : 'error';
			yield problemAt(entry, t('"{0}" is given before.', entry.key), { part: 'key', severity, fix });
		}
		if (entry.occurrence === undefined) {
			yield* twins(entry);
		}
	}
	for (const item of itemsOf(site)) {
		yield* twins(item);
	}
}
