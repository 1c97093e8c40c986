import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import { answersOf, answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * A read of one key takes milliseconds. A serializable one asks the member alone, a linearizable one the leader, too: which
 * of them is slow tells whether the member or the way to its leader is.
 */
export default check({
	id: 'etcd/slow-read',
	title: 'A member takes long to answer a read',
	remedy: 'Look for a machine without CPU to spare, a slow disk, very large requests, or a slow way to the member.',
	// Source: RF-06, RF-11.
	severity: 'warning',
	needs: ['serializableReads', 'linearizableReads'],
	params: {
		warnMs: {
			default: 1000,
			unit: 'milliseconds',
			description: 'How long one read of one key may take, the opening of the connection included.',
			source: 'proposed: twice the 500 ms after which etcd itself asks its leader again',
		},
	},
	*run({ serializableReads, linearizableReads }, { warnMs }) {
		const linear = yield* answered(linearizableReads, 'linearizableReads');
		for (const reply of yield* answered(serializableReads, 'serializableReads')) {
			if (reply.answer.tookMs > warnMs) {
				yield {
					message: t(
						'{0} took {1} to answer a read from its own data.',
						labelOf(reply),
						formatDuration(reply.answer.tookMs),
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
		const slowAlone = new Set(
			answersOf(serializableReads)
				.filter(({ answer }) => answer.tookMs > warnMs)
				.map(({ endpoint }) => endpoint),
		);
		for (const reply of linear.filter(each => each.answer.tookMs > warnMs && !slowAlone.has(each.endpoint))) {
			yield {
				message: t(
					'{0} took {1} to answer a read that the leader must confirm.',
					labelOf(reply),
					formatDuration(reply.answer.tookMs),
				),
				subject: subjectOf(reply),
				anchor: etcdFlag(['heartbeat-interval', 'data-dir'], reply),
			};
		}
	},
});
