import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, rootOf, textAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { isSame } from '../../schema/cluster-api.ts';

/** Machines are compared with the template they were made from: it cannot be changed, only replaced under a new name. */
export default configCheck({
	id: 'config/cluster-api-template-changed',
	title: 'Two templates of one name differ',
	remedy: 'Give the new one a name of its own, and let the reference name that.',
	// Source: the book of Cluster API, "Updating Machine Infrastructure and Bootstrap Templates".
	severity: 'warning',
	kinds: ['cluster-api/'],
	*each(root, { documents }) {
		const { kind, folder, id } = root.document;
		const name = textAt(root, 'metadata', 'name');
		if (!/(?:Machine|ControlPlane|Cluster)Template$/.test(kind) || name === undefined) {
			return;
		}
		const twins = documents.filter(other => other.kind === kind && other.folder === folder).map(rootOf);
		const first = twins.find(
			other =>
				textAt(other, 'metadata', 'name') === name &&
				textAt(other, 'metadata', 'namespace') === textAt(root, 'metadata', 'namespace'),
		);
		if (first && first.document.id !== id && !isSame(fieldAt(first, 'spec'), fieldAt(root, 'spec'))) {
			yield problemAt(
				fieldAt(root, 'metadata', 'name') ?? root,
				t('Another template has the name "{0}", and says otherwise.', name),
			);
		}
	},
});
