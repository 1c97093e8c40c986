import { check } from '../../core/check.ts';
import { missingReferences } from '../../core/kubernetes-references.ts';

/** Its pods are not made, or wait for ever. */
export default check({
	id: 'kubernetes/reference-missing',
	title: 'A workload names something that is not there',
	remedy: 'Make what is missing, or mend the name.',
	severity: 'error',
	needs: [
		'deployments',
		'statefulSets',
		'daemonSets',
		'jobs',
		'cronJobs',
		'secrets',
		'persistentVolumeClaims',
		'priorityClasses',
		'runtimeClasses',
		'resourceClaims',
	],
	params: {},
	*run(facts) {
		yield* missingReferences(facts, [
			'secrets',
			'persistentVolumeClaims',
			'priorityClasses',
			'runtimeClasses',
			'resourceClaims',
		]);
	},
});
