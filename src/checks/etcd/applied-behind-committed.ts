import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import type { Status } from '../../core/facts.ts';
import { answered, answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Entries that are agreed on and not yet applied make every request wait; at 5000 etcd refuses new ones. */
export default check({
	id: 'etcd/applied-behind-committed',
	title: 'A member applies entries too slowly',
	remedy: 'Look at the disk and the CPU of that member, and for requests that read or write very much at once.',
	severity: 'warning',
	needs: ['statuses', 'statusesLater'],
	params: {
		warnEntries: {
			default: 100,
			unit: 'entries',
			description: 'Committed entries not yet applied, in both looks, from which it warns.',
			source: 'Our proposal: a fiftieth of the gap at which etcd refuses requests',
		},
		errorEntries: {
			default: 5000,
			unit: 'entries',
			description: 'Committed entries not yet applied from which it is an error.',
			source: 'maxGapBetweenApplyAndCommitIndex in etcd’s v3_server.go: "too many requests"',
		},
	},
	*run({ statuses, statusesLater }, { warnEntries, errorEntries }) {
		const later = answersOf(ofCluster(statusesLater, statuses));
		for (const reply of yield* answered(ofCluster(statuses, statuses), 'statuses')) {
			const again = later.find(each => each.endpoint === reply.endpoint);
			if (backlogOf(reply.answer) <= warnEntries) {
				continue;
			}
			if (!again) {
				yield { unknown: t('{0} had a backlog and was not seen again.', labelOf(reply)), missing: ['statusesLater'] };
			} else if (backlogOf(again.answer) > warnEntries) {
				const least = Math.min(backlogOf(reply.answer), backlogOf(again.answer));
				yield {
					message: t('{0} has {1} committed entries or more waiting to be applied.', labelOf(reply), least),
					severity: least > errorEntries ? 'error' : 'warning',
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir', 'name'], reply),
				};
			}
		}
	},
});

function backlogOf(status: Status): number {
	return status.raftIndex - status.raftAppliedIndex;
}
