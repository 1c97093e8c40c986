import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { podTemplatesOf } from '../../core/kubernetes-templates.ts';
import { itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Who names a node goes past the scheduler, and only the scheduler gives out claimed devices: such a pod never starts. */
export default check({
	id: 'kubernetes/node-name-bypasses-claims',
	title: 'A workload names its node and claims devices',
	remedy: 'Choose the node by affinity instead of nodeName.',
	severity: 'error',
	needs: ['deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
	params: {},
	*run(facts) {
		for (const { workload, spec } of podTemplatesOf(facts)) {
			if (textOf(spec, 'nodeName') !== undefined && itemsOf(spec, 'resourceClaims').length > 0) {
				yield problemWith(
					workload,
					t('{0} names the node {1} and claims devices.', called(workload), textOf(spec, 'nodeName') ?? ''),
				);
			}
		}
	},
});
