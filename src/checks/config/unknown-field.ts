import { configCheck } from '../../core/config-check.ts';
import { problemAt, renameFix } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';
import { readerOf } from '../../schema/component-readers.ts';
import { moveToOwner, ownerAmong, ownersOf } from '../../schema/owning-kind.ts';
import { unknownFieldsOf } from '../../schema/unknown-fields.ts';

/** `kubeadm config validate` refuses it; `kubeadm init` and `join` only warn, and go on as if it were not there. */
export default configCheck({
	id: 'config/unknown-field',
	title: 'A field does not exist',
	remedy: 'Correct the name, or move the field to where it belongs; it has no effect here.',
	// Source: kubeadm's loadConfig and its strict decoder.
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'apiserver/', 'cluster-api/'],
	*each(root, around) {
		const kind = root.document.kind.split('/')[1] ?? '';
		for (const { site, name, known, elsewhere } of unknownFieldsOf(root)) {
			if (elsewhere) {
				continue;
			}
			const owner = ownersOf(site).length > 0 ? ownerAmong(site, around.bundle) : undefined;
			const meant = owner === undefined ? nearest(name, Object.keys(known)) : undefined;
			const isTaken = site.document.root.kind === 'map' && meant !== undefined && takenNames(site).has(meant);
			const message =
				owner !== undefined
					? t('"{0}" belongs to {1}, not to {2}.', name, owner, kind)
					: meant !== undefined
						? t('"{0}" does not exist here; "{1}" does.', name, meant)
						: t('"{0}" does not exist here.', name);
			const fix =
				owner !== undefined
					? moveToOwner(site, owner, around.bundle)
					: meant !== undefined && !isTaken
						? renameFix(t('Rename to "{0}"', meant), site, meant)
						: undefined;
			// Cluster API gets fields in every release: this program may be the older one.
			const isMild = root.document.kind.startsWith('cluster-api/') || readerOf(root.document, around) !== 'kubeadm';
			yield problemAt(site, message, { part: 'key', fix, severity: isMild ? 'warning' : 'error' });
		}

		function takenNames(site: Parameters<typeof problemAt>[0]): ReadonlySet<string> {
			const parent = site.path.slice(0, -1).reduce<typeof root.node | undefined>((node, step) => {
				return node?.kind === 'map'
					? node.entries.findLast(entry => entry.key === step)?.value
					: node?.kind === 'list'
						? node.items[Number(step)]
						: undefined;
			}, root.node);
			return new Set(parent?.kind === 'map' ? parent.entries.map(({ key }) => key) : []);
		}
	},
});
