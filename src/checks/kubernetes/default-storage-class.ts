import { check } from '../../core/check.ts';
import { fieldOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

const annotation = 'storageclass.kubernetes.io/is-default-class';

/** A claim that names no class waits for ever without a default, and gets the newest of several. */
export default check({
	id: 'kubernetes/default-storage-class',
	title: 'There is not exactly one default storage class',
	remedy: 'Mark one storage class as the default by its annotation, and no other.',
	severity: 'warning',
	needs: ['storageClasses', 'persistentVolumeClaims'],
	params: {},
	*run({ storageClasses, persistentVolumeClaims }) {
		const defaults = storageClasses.objects.filter(({ metadata }) => metadata.annotations?.[annotation] === 'true');
		const isNeeded = persistentVolumeClaims.objects.some(
			claim => fieldOf(claim, 'spec', 'storageClassName') === undefined,
		);
		if (defaults.length > 1) {
			yield {
				message: t(
					'Several storage classes are the default: {0}.',
					defaults.map(({ metadata }) => metadata.name).join(', '),
				),
				subject: { kind: 'cluster' },
			};
		} else if (defaults.length === 0 && isNeeded) {
			yield { message: t('No storage class is the default, and a claim names none.'), subject: { kind: 'cluster' } };
		}
	},
});
