import { check } from '../../core/check.ts';
import { clusterApiObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import { called, fieldAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** So many Machines are unhealthy that the check suspects itself, and remediates none. */
export default check({
	id: 'cluster-api/health-check-suspended',
	title: 'A MachineHealthCheck remediates nothing',
	remedy: 'Find what they have in common; unhealthyLessThanOrEqualTo (maxUnhealthy) is the bound.',
	severity: 'warning',
	needs: ['machineHealthChecks'],
	params: {},
	*run({ machineHealthChecks }) {
		for (const own of yield* clusterApiObjects(machineHealthChecks)) {
			const allowed = failing(own, 'RemediationAllowed');
			if (allowed) {
				yield problemWith(own, t('{0} remediates nothing: {1}', called(own), reasonWords(allowed)), {
					anchor: own.apiVersion.endsWith('/v1beta1')
						? fieldAnchor(own, 'spec', 'maxUnhealthy')
						: fieldAnchor(own, 'spec', 'remediation', 'triggerIf', 'unhealthyLessThanOrEqualTo'),
				});
			}
		}
	},
});
