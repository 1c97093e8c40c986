import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { toldTwice, watched, windowWords } from '../../core/counters.ts';
import type { Health } from '../../core/facts.ts';
import { answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member that is well when one looks and was not a moment ago is taken out by load balancers, and restarted by kubelets. */
export default check({
	id: 'etcd/health-check-failures',
	title: 'Health checks of a member failed while it was watched',
	remedy: 'Its log at that time says why: a lost leader, a slow disk, or a machine without CPU to spare.',
	// Source: AV-12; the counter etcd_server_health_failures of etcd's health.go.
	severity: 'warning',
	needs: ['metrics', 'health'],
	params: {
		warnCount: {
			default: 1,
			unit: 'count',
			description: 'Failed health checks in the window from which it warns.',
			source: 'proposed: a member that is well fails none',
		},
	},
	*run({ metrics, health }, { warnCount }) {
		for (const watch of yield* watched(metrics)) {
			const [before, after] = (yield* toldTwice(watch, 'etcd_server_health_failures')) ?? [0, 0];
			if (after - before < warnCount) {
				continue;
			}
			const own = answersOf(health).find(({ endpoint }) => endpoint === watch.reply.endpoint);
			if (!own || !isWell(own.answer)) {
				// Whoever fails it for us fails it for others, and for the reason that is judged there.
				yield {
					notApplicable: t('{0} fails its health check now, which etcd/health-failing judges.', labelOf(watch.reply)),
				};
			} else {
				yield {
					message: t(
						'{0}: {1} health checks failed {2}, though it passed ours.',
						labelOf(watch.reply),
						after - before,
						windowWords(watch.seconds * 1000),
					),
					subject: subjectOf(watch.reply),
					anchor: etcdFlag(['data-dir'], watch.reply),
				};
			}
		}
	},
});

function isWell({ health, livez, readyz }: Health): boolean {
	return [health, livez, readyz].every(page => page?.ok ?? true);
}
