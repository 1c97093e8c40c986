import { check } from '../../core/check.ts';
import { missingReferences } from '../../core/kubernetes-references.ts';

/** Apart from what needs the permission to list secrets, which few have. */
export default check({
	id: 'kubernetes/configuration-missing',
	title: 'A workload names a ConfigMap, an account or a template of claims that is not there',
	remedy: 'Make what is missing, or mend the name.',
	severity: 'error',
	needs: [
		'deployments',
		'statefulSets',
		'daemonSets',
		'jobs',
		'cronJobs',
		'configMapNames',
		'serviceAccounts',
		'resourceClaimTemplates',
	],
	params: {},
	*run(facts) {
		yield* missingReferences(facts, ['configMapNames', 'serviceAccounts', 'resourceClaimTemplates']);
	},
});
