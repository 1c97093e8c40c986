import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { conditionsOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** It is larger on paper than for the pod that fills it. */
export default check({
	id: 'kubernetes/volume-resize-stuck',
	title: 'A volume does not grow to the size that was asked for',
	remedy: 'Look at the events of the claim; some drivers resize only when the pod is made anew.',
	severity: 'warning',
	needs: ['persistentVolumeClaims', 'now'],
	params: {
		minutes: {
			default: 30,
			unit: 'minutes',
			description: 'How long it may take.',
			source: 'Our proposal: clouds let one resize in some hours, and that takes minutes',
		},
	},
	*run({ persistentVolumeClaims, now }, { minutes }) {
		const types = ['ControllerResizeError', 'NodeResizeError', 'FileSystemResizePending', 'Resizing'];
		for (const claim of persistentVolumeClaims.objects) {
			const stuck = conditionsOf(claim).find(
				({ type, status, lastTransitionTime }) =>
					types.includes(type) &&
					status === 'True' &&
					(type.endsWith('Error') || isOlder(now, lastTransitionTime || undefined, minutes * 60_000)),
			);
			if (stuck) {
				yield problemWith(claim, t('{0}: {1} {2}', called(claim), stuck.type, stuck.message));
			}
		}
	},
});
