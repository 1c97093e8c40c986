import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Data that nobody uses and nobody removes: a released volume is given to no new claim. */
export default check({
	id: 'kubernetes/volume-not-reclaimed',
	title: 'A volume could not be reclaimed, or waits for that',
	remedy: 'Keep or delete its data; a released volume is free again when its claimRef is removed.',
	severity: 'warning',
	needs: ['persistentVolumes'],
	params: {},
	*run({ persistentVolumes }) {
		for (const volume of persistentVolumes.objects) {
			const phase = textOf(volume, 'status', 'phase');
			if (phase === 'Failed') {
				yield problemWith(
					volume,
					t('{0} could not be reclaimed: {1}', called(volume), textOf(volume, 'status', 'message') ?? ''),
				);
			} else if (phase === 'Released') {
				yield problemWith(volume, t('{0} is released and kept.', called(volume)), { severity: 'info' });
			}
		}
	},
});
