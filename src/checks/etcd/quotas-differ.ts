import { etcdFlag } from '../../core/anchors.ts';
import { formatBytes } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { unasked } from '../../core/cluster.ts';
import { quotasOf } from '../../core/quotas.ts';
import { t } from '../../core/words.ts';

/** The smallest quota is the quota of all: the first member to reach its own stops the writes of the whole cluster. */
export default check({
	id: 'etcd/quotas-differ',
	title: 'Members have different space quotas',
	remedy: 'Set --quota-backend-bytes to the same size on every member.',
	severity: 'error',
	needs: ['statuses', 'metrics', 'memberLists'],
	params: {},
	*run(facts) {
		const quotas = yield* quotasOf(facts);
		yield* unasked(facts, 'statuses');
		const [smallest] = quotas.toSorted(([, a], [, b]) => a - b);
		if (smallest && new Set(quotas.map(([, quota]) => quota)).size > 1) {
			const each = quotas.map(([reply, quota]) => `${reply.memberName ?? reply.endpoint} ${sizeOf(quota)}`);
			yield {
				message: t('The space quotas differ: {0}.', each.join(', ')),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['quota-backend-bytes', 'data-dir'], smallest[0]),
			};
		}
	},
});

function sizeOf(quota: number): string {
	return quota < 0 ? t('none') : formatBytes(quota);
}
