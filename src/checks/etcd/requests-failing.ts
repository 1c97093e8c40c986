import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increasesOf, totalOf, valueOf, watched, windowWords, type Watch } from '../../core/counters.ts';
import type { Sample } from '../../core/facts.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** The codes for which the server, not the client, is to blame. */
const failures = [
	'Unknown',
	'FailedPrecondition',
	'ResourceExhausted',
	'Internal',
	'Unavailable',
	'DataLoss',
	'DeadlineExceeded',
];
const fewestCalls = 20;
/** So that one call in twenty is no rate. */
const fewestFailures = 3;

/** Clients retry what fails, so a cluster may seem well while every hundredth request is lost on it. */
export default check({
	id: 'etcd/requests-failing',
	title: 'A member fails to serve requests',
	remedy:
		'The code says why: Unavailable a lost leader, DeadlineExceeded a slow disk or network, ResourceExhausted a full quota or overload.',
	// Source: RF-10. Streams are left out: etcd counts a watch that its client ends as a failure, too.
	severity: 'warning',
	needs: ['metrics'],
	params: {
		warnPercent: {
			default: 1,
			unit: 'percent',
			description: 'Share of failed requests in the window from which it warns.',
			source: 'alert etcdHighNumberOfFailedGRPCRequests of etcd’s mixin, there over 10 minutes',
		},
		errorPercent: {
			default: 5,
			unit: 'percent',
			description: 'Share of failed requests in the window from which it is an error.',
			source: 'alert etcdHighNumberOfFailedGRPCRequests of etcd’s mixin, there over 5 minutes',
		},
	},
	*run({ metrics }, { warnPercent, errorPercent }) {
		for (const watch of yield* watched(metrics)) {
			if (!watch.second.some(({ name }) => name === family)) {
				yield { unknown: t('The metrics of {0} do not have {1}.', labelOf(watch.reply), family) };
				continue;
			}
			const handled = increasesOf(watch, family).filter(({ labels }) => labels['grpc_type'] === 'unary');
			const failed = handled.filter(({ labels }) => failures.includes(labels['grpc_code'] ?? ''));
			const [count, bad] = [totalOf(handled), totalOf(failed)];
			if (bad === 0) {
				continue;
			}
			if (isExcused(watch)) {
				yield {
					notApplicable: t('{0}, a learner or without a leader, must refuse requests.', labelOf(watch.reply)),
				};
			} else if (count < fewestCalls) {
				yield { unknown: t('{0} handled only {1} requests in the window.', labelOf(watch.reply), count) };
			} else if (bad >= fewestFailures && (bad / count) * 100 > warnPercent) {
				yield {
					message: t(
						'{0}: {1} of {2} requests failed {3} ({4}).',
						labelOf(watch.reply),
						bad,
						count,
						windowWords(watch.seconds * 1000),
						codesOf(failed),
					),
					severity: (bad / count) * 100 > errorPercent ? 'error' : 'warning',
					subject: subjectOf(watch.reply),
					anchor: etcdFlag(['data-dir'], watch.reply),
				};
			}
		}
	},
});

const family = 'grpc_server_handled_total';

/** A learner must refuse most requests, and so must a member without a leader, of which another check speaks. */
function isExcused({ first, second }: Watch): boolean {
	return [first, second].some(
		samples => valueOf(samples, 'etcd_server_is_learner') === 1 || valueOf(samples, 'etcd_server_has_leader') === 0,
	);
}

/** `Range Unavailable 12`, the most frequent first; three are enough to go by. */
function codesOf(failed: readonly Sample[]): string {
	return [...failed]
		.sort((a, b) => b.value - a.value)
		.slice(0, 3)
		.map(({ labels, value }) => `${labels['grpc_method']} ${labels['grpc_code']} ${value}`)
		.join(', ');
}
