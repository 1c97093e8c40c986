import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { conditionsOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';
import { goodWhenTrue, problemsWhenTrue } from '../../schema/node-conditions.ts';

/** What node-problem-detector finds in the kernel’s log: the node still runs pods, and they fail in strange ways. */
export default check({
	id: 'kubernetes/node-problem',
	title: 'A node has a problem that was detected on it',
	remedy: 'Drain the node and look at its kernel log; a read-only file system or a dead kernel needs a reboot.',
	severity: 'warning',
	needs: ['nodes'],
	params: {},
	// Source: node-problem-detector, configuration
	*run({ nodes }) {
		for (const node of nodes.objects) {
			for (const { type, status, reason, message } of conditionsOf(node)) {
				const severity = Object.hasOwn(problemsWhenTrue, type) ? problemsWhenTrue[type] : undefined;
				if (severity !== undefined && status === 'True') {
					yield problemWith(node, t('{0}: {1}, {2}', called(node), type, message || reason), { severity });
				} else if (goodWhenTrue.has(type) && !toldElsewhere.has(type) && status === 'False') {
					yield problemWith(node, t('{0}: {1} is false, {2}', called(node), type, message || reason));
				}
			}
		}
	},
});

const toldElsewhere = new Set(['Ready', 'EtcdIsVoter']);
