import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes, MiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { compared } from '../../core/cluster.ts';
import type { Status } from '../../core/facts.ts';
import { labelOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member further behind than this holds less for that reason; source: DefaultSnapshotCatchUpEntries of etcd. */
const caughtUpEntries = 5000;

/**
 * Voters hold the same keys, so what is in use is of like size. A large difference hints at a member that does not
 * compact, or whose data have parted. The size of the file says nothing: a defragmented member's is smaller.
 */
export default check({
	id: 'etcd/database-sizes-differ',
	title: 'Databases of the members differ in size',
	remedy: 'Compare hashes and compaction of the two members; defragment the larger one if its hash is the same.',
	severity: 'info',
	needs: ['statuses', 'memberLists'],
	params: {
		ratio: {
			default: 2,
			unit: 'ratio',
			description: 'Largest by smallest size in use from which it is remarked on.',
			source: 'Our proposal: pages of a database that was never defragmented may be half full',
		},
		warnRatio: {
			default: 4,
			unit: 'ratio',
			description: 'Largest by smallest size in use from which it warns.',
			source: 'Our proposal: twice what half-full pages explain',
		},
		minDifferenceBytes: {
			default: 100 * MiB,
			unit: 'bytes',
			description: 'Smaller differences are passed over.',
			source: 'The size from which etcd’s mixin judges fragmentation',
		},
	},
	*run(facts, { ratio, warnRatio, minDifferenceBytes }) {
		const seen = (yield* compared(facts.statuses, 'statuses', facts)).filter(({ answer }) => !answer.isLearner);
		const newest = Math.max(...seen.map(({ answer }) => answer.raftIndex));
		const sizes = seen
			.filter(({ answer }) => newest - answer.raftAppliedIndex <= caughtUpEntries)
			.sort((a, b) => inUseOf(a) - inUseOf(b));
		const [smallest, largest] = [sizes[0], sizes.at(-1)];
		if (!smallest || !largest || inUseOf(largest) - inUseOf(smallest) < minDifferenceBytes) {
			return;
		}
		const times = inUseOf(largest) / Math.max(1, inUseOf(smallest));
		if (times >= ratio) {
			yield {
				message: t(
					'{0} uses {1}, {2} uses {3}, though both hold the same keys.',
					labelOf(largest),
					formatBytes(inUseOf(largest)),
					labelOf(smallest),
					formatBytes(inUseOf(smallest)),
				),
				severity: times >= warnRatio ? 'warning' : 'info',
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['data-dir'], largest),
			};
		}
	},
});

function inUseOf({ answer }: Answered<Status>): number {
	return answer.dbSizeInUseBytes;
}
