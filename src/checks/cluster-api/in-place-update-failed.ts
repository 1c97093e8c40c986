import { check } from '../../core/check.ts';
import { clusterApiObjects, reasonWords } from '../../core/cluster-api-checks.ts';
import { clusterApiCondition } from '../../core/cluster-api.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** The Machine is neither what it was nor what it should be. */
export default check({
	id: 'cluster-api/in-place-update-failed',
	title: 'A Machine could not be updated in place',
	remedy: 'Read the message of its condition Updating; delete the Machine to have it replaced.',
	severity: 'error',
	needs: ['machines'],
	params: {},
	*run({ machines }) {
		for (const machine of yield* clusterApiObjects(machines)) {
			const updating = clusterApiCondition(machine, 'Updating');
			if (updating && /Failed/.test(updating.reason)) {
				yield problemWith(machine, t('{0} could not be updated in place: {1}', called(machine), reasonWords(updating)));
			}
		}
	},
});
