import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import type { Facts, Reply, Status, TimedRead } from '../../core/facts.ts';
import { hasLeader } from '../../core/leadership.ts';
import { answered, isAnswered, labelOf, silencesOf, subjectOf, type Silent } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member that tells its state but reads nothing is worse than a dead one: clients and load balancers keep going there. */
export default check({
	id: 'etcd/read-fails',
	title: 'A member answers, but fails to read',
	remedy:
		'Look at its log, its disk and its way to the leader; take it out of the endpoints of clients until it reads again.',
	// Source: AV-08; the read checks of etcd-diagnosis, which could not fail.
	severity: 'error',
	needs: ['statuses', 'memberLists', 'serializableReads', 'linearizableReads'],
	params: {},
	*run(facts) {
		for (const status of yield* answered(facts.statuses, 'statuses')) {
			const local = failureOf(facts.serializableReads, status);
			const confirmed = failureOf(facts.linearizableReads, status);
			if (local) {
				yield {
					message: t('{0} fails to read even from its own data: {1}', labelOf(status), local.silence.message),
					subject: subjectOf(status),
					anchor: etcdFlag(['data-dir'], status),
				};
			} else if (confirmed && hasLeader(status.answer, facts)) {
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

/** Not what a learner does not serve, what wants a password, or what the alarm CORRUPT forbids: others speak of these. */
function failureOf(reads: Facts['serializableReads'], status: Reply<Status>): Silent | undefined {
	const own: Reply<TimedRead>[] = reads.filter(read => read.endpoint === status.endpoint);
	if (own.some(isAnswered)) {
		return undefined;
	}
	return silencesOf(own).find(
		({ silence }) =>
			silence.cause !== 'unsupported' &&
			silence.cause !== 'untold' &&
			!['authentication', 'permission'].includes(silence.stage) &&
			!/corrupt cluster/.test(silence.message),
	);
}
