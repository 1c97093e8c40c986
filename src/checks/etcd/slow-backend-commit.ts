import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isSlower, latenciesOf, quantileWords } from '../../core/latency.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Committing the database to disk holds up reads and writes alike while it lasts. */
export default check({
	id: 'etcd/slow-backend-commit',
	title: 'The disk is slow at committing the database',
	remedy: 'Give etcd a fast local disk (SSD or NVMe) of its own, and take busy neighbours away from it.',
	// Source: DK-02.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		warnMs: {
			default: 25,
			unit: 'milliseconds',
			description: 'The 99th percentile from which it warns.',
			source: 'etcd’s FAQ: the 99th percentile should be below 25 ms',
		},
		errorMs: {
			default: 500,
			unit: 'milliseconds',
			description: 'The 99th percentile from which it is an error.',
			source: 'twice the 250 ms of the mixin’s warning etcdHighCommitDurations; OpenShift’s alert has 500 ms',
		},
	},
	*run(facts, { warnMs, errorMs }) {
		const tooFew = (member: string, count: number, span: string) =>
			t('{0}: only {1} commits of the database {2}.', member, count, span);
		for (const latency of yield* latenciesOf(facts, 'etcd_disk_backend_commit_duration_seconds', tooFew)) {
			if (isSlower(latency, warnMs)) {
				const { reply, p99, count, span } = latency;
				yield {
					message: t(
						'{0}: the slowest 1 % of commits of the database take {1} or longer ({2} commits {3}).',
						labelOf(reply),
						quantileWords(p99),
						count,
						span,
					),
					severity: isSlower(latency, errorMs) ? 'error' : 'warning',
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});
