import { configCheck } from '../../core/config-check.ts';
import { deleteFix, entriesOf, itemsOf, problemAt, type Site } from '../../core/config-tree.ts';
import type { ConfigNode } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { readerOf } from '../../schema/component-readers.ts';

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
	*each(root, around) {
		// Strict readers are those of Kubernetes; others take the last without a word.
		const { kind } = root.document;
		if (!hasTwins(root.node)) {
			return;
		}
		yield* twins(root, () => /^(?:kube|apiserver)/.test(kind) && readerOf(root.document, around) === 'kubeadm');
	},
});

/** Most documents have none, and are not taken apart for it. */
function hasTwins(node: ConfigNode): boolean {
	if (node.kind !== 'map') {
		return node.kind === 'list' && node.items.some(hasTwins);
	}
	const { entries } = node;
	return (
		new Set(entries.map(({ key }) => key)).size < entries.length ||
		entries.some(({ value, overrides }) => overrides === true || hasTwins(value))
	);
}

function* twins(site: Site, isStrict: () => boolean): Generator<Outcome> {
	const written = site.node.kind === 'map' ? site.node.entries : [];
	for (const [index, entry] of entriesOf(site).entries()) {
		if (written[index]?.overrides && isStrict()) {
			yield problemAt(entry, t('"{0}" comes in by "<<" as well, and strict readers refuse that.', entry.key), {
				part: 'key',
			});
		}
		if (entry.occurrence !== undefined && entry.occurrence > 0) {
			const isPlain = entry.node.kind === 'scalar';
			const fix = isPlain ? deleteFix(t('Delete this one'), entry) : undefined;
			const severity = isStrict() ? 'error' : 'warning';
			yield problemAt(entry, t('"{0}" is given before.', entry.key), { part: 'key', severity, fix });
		}
		if (entry.occurrence === undefined) {
			yield* twins(entry, isStrict);
		}
	}
	for (const item of itemsOf(site)) {
		yield* twins(item, isStrict);
	}
}
