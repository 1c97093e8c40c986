import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increasesOf, totalOf, valueOf, watchOf } from '../../core/counters.ts';
import type { Sample } from '../../core/facts.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** etcd's own bound, compiled in. */
const mostBehind = 5000;

/**
 * A member that is more than 5,000 entries behind in applying what was agreed refuses every further write with "too many
 * requests".
 */
export default check({
	id: 'etcd/requests-refused-by-overload',
	title: 'A member refuses writes because it cannot keep up',
	remedy: 'Slow down the clients that write most; then look at the disk and for requests that take long to apply.',
	// Source: AV-11. The gap is what etcd judges by; the code ResourceExhausted alone may as well come of a full quota.
	severity: 'error',
	needs: ['metrics'],
	params: {},
	*run({ metrics }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const { first, second } = reply.answer;
			const gaps = [first, ...(second ? [second] : [])].map(gapOf).filter(gap => gap !== undefined);
			if (gaps.length === 0) {
				yield { unknown: t('How far {0} is behind in applying is not known.', labelOf(reply)) };
				continue;
			}
			const watch = watchOf(reply);
			const refused = watch ? totalOf(increasesOf(watch, 'grpc_server_handled_total').filter(isRefusal)) : 0;
			const isBehind = refused > 0 ? Math.max(...gaps) > mostBehind : Math.min(...gaps) > mostBehind;
			if (isBehind) {
				yield {
					message: t(
						'{0} is {1} entries behind in applying and refuses writes ({2} refusals were counted).',
						labelOf(reply),
						Math.max(...gaps),
						refused,
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});

function gapOf(samples: readonly Sample[]): number | undefined {
	const committed = valueOf(samples, 'etcd_server_proposals_committed_total');
	const applied = valueOf(samples, 'etcd_server_proposals_applied_total');
	return committed === undefined || applied === undefined ? undefined : committed - applied;
}

function isRefusal({ labels }: Sample): boolean {
	return labels['grpc_code'] === 'ResourceExhausted';
}
