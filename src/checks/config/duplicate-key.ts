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
	kinds: [
		'kubeadm/',
		'kubelet/',
		'kubeproxy/',
		'apiserver/',
		'cluster-api/',
		'kind/',
		'static-pod',
		'workload',
		'etcd-config',
		'k3s',
		'talos',
	],
	wholes: true,
	*each(root) {
		yield* twins(root);
	},
});

function* twins(site: Site): Generator<Outcome> {
	for (const entry of entriesOf(site)) {
		if (entry.occurrence !== undefined && entry.occurrence > 0) {
			const isPlain = entry.node.kind === 'scalar';
			const fix = isPlain ? deleteFix(t('Delete this one'), entry) : undefined;
			// Others than these take the last without a word.
			const severity = /^(?:kube|apiserver)/.test(site.document.kind) ? 'error' : 'warning';
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
