import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { samplesOf } from '../../core/counters.ts';
import type { MetricsWindow } from '../../core/facts.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const name = 'etcd_disk_defrag_inflight';

/** A member answers nobody while it defragments; two at once, and there may be no quorum meanwhile. */
export default check({
	id: 'etcd/defragmentation-running',
	title: 'A member is being defragmented',
	remedy: 'Wait until it is done, and defragment one member at a time, the leader last.',
	// Source: SP-12.
	severity: 'info',
	needs: ['metrics'],
	params: {},
	*run({ metrics }) {
		const running: Answered<MetricsWindow>[] = [];
		for (const reply of yield* answered(metrics, 'metrics')) {
			const values = [reply.answer.first, reply.answer.second ?? []].flatMap(samples => samplesOf(samples, name));
			if (values.length === 0) {
				yield { unknown: t('The metrics of {0} do not have {1}.', labelOf(reply), name) };
			} else if (values.some(({ value }) => value > 0)) {
				running.push(reply);
			}
		}
		for (const reply of running) {
			yield {
				message: t('{0} is being defragmented and answers late or not at all meanwhile.', labelOf(reply)),
				severity: running.length > 1 ? 'warning' : 'info',
				subject: subjectOf(reply),
				anchor: etcdFlag(['data-dir'], reply),
			};
		}
	},
});
