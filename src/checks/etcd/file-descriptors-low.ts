import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { newestOf, valueOf } from '../../core/counters.ts';
import type { Sample } from '../../core/facts.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A process without file descriptors accepts no client and opens no file of its log: it ends, or hangs. */
export default check({
	id: 'etcd/file-descriptors-low',
	title: 'A member runs out of file descriptors',
	remedy: 'Raise the limit (LimitNOFILE of the systemd unit), and find the clients that open connections without end.',
	// Source: HO-01.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnPercent: {
			default: 80,
			unit: 'percent',
			description: 'Share of the limit from which it warns.',
			source: 'etcd’s own log line "80% of file descriptors are used"',
		},
	},
	*run({ metrics }, { warnPercent }) {
		for (const reply of yield* answered(metrics, 'metrics')) {
			const use = useOf(newestOf(reply));
			if (!use) {
				yield { unknown: t('The file descriptors of {0} are not known.', labelOf(reply)) };
			} else if ((use.open / use.limit) * 100 >= warnPercent) {
				yield {
					message: t('{0} uses {1} of its {2} file descriptors.', labelOf(reply), use.open, use.limit),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});

/** Prometheus' own figures are of the moment; etcd counts its own only now and then. */
function useOf(samples: readonly Sample[]): { readonly open: number; readonly limit: number } | undefined {
	for (const [used, most] of [
		['process_open_fds', 'process_max_fds'],
		['os_fd_used', 'os_fd_limit'],
	] as const) {
		const [open, limit] = [valueOf(samples, used), valueOf(samples, most)];
		if (open !== undefined && limit !== undefined && limit > 0) {
			return { open, limit };
		}
	}
	return undefined;
}
