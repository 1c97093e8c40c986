import { check } from '../../core/check.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Its volumes are never made. */
export default check({
	id: 'kubernetes/storage-class-missing',
	title: 'A claim names a storage class that is not there',
	remedy: 'Make the class, or name another one.',
	severity: 'error',
	needs: ['storageClasses', 'persistentVolumeClaims', 'statefulSets'],
	params: {},
	*run({ storageClasses, persistentVolumeClaims, statefulSets }) {
		const known = new Set(storageClasses.objects.map(({ metadata }) => metadata.name));
		// A claim that is bound needs its class no more.
		const open = persistentVolumeClaims.objects.filter(claim => textOf(claim, 'status', 'phase') !== 'Bound');
		const named = [
			...open.map(claim => ({ object: claim, path: [] })),
			...statefulSets.objects.flatMap(set =>
				itemsOf(set, 'spec', 'volumeClaimTemplates').map((_, index) => ({
					object: set,
					path: ['spec', 'volumeClaimTemplates', index],
				})),
			),
		];
		for (const { object, path } of named) {
			const field = [...path, 'spec', 'storageClassName'];
			const name = textOf(object, ...field);
			// The empty name means that no class is wanted.
			if (name !== undefined && name !== '' && !known.has(name)) {
				yield problemWith(object, t('{0} names the storage class {1}, which is not there.', called(object), name), {
					anchor: fieldAnchor(object, ...field),
				});
			}
		}
	},
});
