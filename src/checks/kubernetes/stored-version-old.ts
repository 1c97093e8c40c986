import { check } from '../../core/check.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A definition cannot drop a version while objects may be stored in it. */
export default check({
	id: 'kubernetes/stored-version-old',
	title: 'A custom resource may be stored in an old version',
	remedy: 'Migrate the stored objects, then take the old version out of status.storedVersions.',
	severity: 'warning',
	needs: ['customResourceDefinitions'],
	params: {},
	*run({ customResourceDefinitions }) {
		for (const definition of customResourceDefinitions.objects) {
			const stored = itemsOf(definition, 'status', 'storedVersions').filter(each => typeof each === 'string');
			const served = itemsOf(definition, 'spec', 'versions')
				.filter(version => fieldOf(version, 'served') === true)
				.map(version => textOf(version, 'name'));
			const lost = stored.filter(version => !served.includes(version));
			const [first] = lost;
			if (first !== undefined) {
				yield problemWith(
					definition,
					t('{0} may be stored as {1}, which is not served any more.', definition.metadata.name, lost.join(', ')),
				);
			} else if (stored.length > 1) {
				yield problemWith(
					definition,
					t('{0} may be stored in several versions: {1}.', definition.metadata.name, stored.join(', ')),
					{ severity: 'info' },
				);
			}
		}
	},
});
