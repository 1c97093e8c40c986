import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import type { FactName, Reply, Status, TimedRead } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { answered, labelOf, silencesOf, subjectOf, type Silent } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member that tells its state but reads nothing is worse than a dead one: clients and load balancers keep going there. */
export default check({
	id: 'etcd/read-fails',
	title: 'A member answers, but fails to read',
	remedy:
		'Look at its log, its disk and its way to the leader; take it out of the endpoints of clients until it reads again.',
	// Source: AV-08; the read checks of etcd-diagnosis, which could not fail.
	severity: 'error',
	needs: ['statuses', 'serializableReads', 'linearizableReads'],
	params: {},
	*run(facts) {
		for (const silent of silencesOf(facts.statuses).filter(isError)) {
			yield {
				message: t('{0} answers with an error when asked for its state: {1}', labelOf(silent), silent.silence.message),
				subject: subjectOf(silent),
				anchor: etcdFlag(['data-dir'], silent),
			};
		}
		for (const status of yield* answered(facts.statuses, 'statuses')) {
			const local = yield* failureOf(facts.serializableReads, status, 'serializableReads');
			const confirmed = yield* failureOf(facts.linearizableReads, status, 'linearizableReads');
			if (local) {
				yield {
					message: t('{0} fails to read even from its own data: {1}', labelOf(status), local.silence.message),
					subject: subjectOf(status),
					anchor: etcdFlag(['data-dir'], status),
				};
			} else if (confirmed) {
				yield {
					message: t(
						'{0} reads its own data, but fails at a read that the leader must confirm: {1}',
						labelOf(status),
						confirmed.silence.message,
					),
					subject: subjectOf(status),
					anchor: etcdFlag(['initial-advertise-peer-urls', 'data-dir'], status),
				};
			}
		}
	},
});

function isError({ silence }: Silent): boolean {
	return silence.stage === 'etcd' && silence.cause === undefined;
}

/** A learner serves no linearizable read; whoever wants a password has not even tried. */
function* failureOf(
	reads: readonly Reply<TimedRead>[],
	status: Reply<Status>,
	fact: FactName,
): Generator<Outcome, Silent | undefined> {
	const own = reads.filter(read => read.endpoint === status.endpoint);
	const [silent] = silencesOf(own).filter(({ silence }) => silence.cause !== 'unsupported');
	if (own.length === 0 || silent?.silence.stage === 'authentication' || silent?.silence.stage === 'permission') {
		const reason = silent?.silence.message ?? t('No read was tried.');
		yield { unknown: t('{0}: {1}', labelOf(status), reason), missing: [fact] };
		return undefined;
	}
	return silent;
}
