import { check } from '../../core/check.ts';
import { phaseOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { perWorkload, type Sight } from '../../core/kubernetes-workloads.ts';
import { textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** It stays failed: only its owner can make it anew, and only when it is deleted. */
export default check({
	id: 'kubernetes/pod-refused-devices',
	title: 'A node could not give a pod its devices',
	remedy: 'Delete the pod; look at the device plugin of the node.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		const sights = pods.objects
			.filter(pod => phaseOf(pod) === 'Failed' && textOf(pod, 'status', 'reason') === 'UnexpectedAdmissionError')
			.map((pod): Sight => ({ pod, key: '', detail: plain(textOf(pod, 'status', 'message') ?? '', 300) }));
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0} was refused by its node: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
