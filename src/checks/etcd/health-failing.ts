import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import type { Facts, From, Health } from '../../core/facts.ts';
import { hasLeader } from '../../core/leadership.ts';
import { answered, answersOf, isAnswered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Probes and load balancers go by these pages: a member that fails one is restarted, or gets no more requests. */
export default check({
	id: 'etcd/health-failing',
	title: 'A member says of itself that it is not well',
	remedy: 'Its reason says which check fails; its log at that time says why.',
	// Source: AV-08, AV-10, AV-12. The pages /livez and /readyz are in etcd since 3.4.29 and 3.5.11.
	severity: 'error',
	needs: ['health', 'statuses', 'memberLists', 'serializableReads', 'linearizableReads'],
	params: {},
	*run(facts) {
		for (const reply of yield* answered(facts.health, 'health')) {
			const failing = failingPages(reply.answer);
			const pages = failing.filter(({ reason }) => !isSaidElsewhere(reason, reply, facts));
			if (failing.length > 0 && pages.length === 0) {
				const reasons = new Set(failing.map(({ reason }) => reason));
				yield {
					notApplicable: t('{0} says "{1}", which another check judges.', labelOf(reply), [...reasons].join('; ')),
				};
			} else if (pages.length > 0) {
				yield {
					message: t(
						'{0} says that it is not well: {1}',
						labelOf(reply),
						pages.map(({ name, reason }) => (reason === '' ? `/${name}` : `/${name}: ${reason}`)).join('; '),
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});

/** A page that this version does not have says nothing. */
function failingPages({ health, livez, readyz }: Health): { readonly name: string; readonly reason: string }[] {
	return Object.entries({ health, livez, readyz }).flatMap(([name, page]) =>
		page && !page.ok ? [{ name, reason: page.reason }] : [],
	);
}

/** Whether every reason is one of which another check speaks: an alarm, a lost leader, a read that failed for us, too. */
function isSaidElsewhere(reason: string, from: From, facts: ReadFacts): boolean {
	const own = answersOf(facts.statuses).find(({ endpoint }) => endpoint === from.endpoint);
	const reads = own === undefined || !hasLeader(own.answer, facts) || hasReadFailed(from, facts);
	if (reason === '') {
		// etcd 3.4 says no more than that it is not well: an alarm or a failed read is what makes it say so.
		return reads || (own?.answer.errors.length ?? 0) > 0;
	}
	return reason
		.split('; ')
		.every(
			each =>
				/alarm|data_corruption|corrupt|no leader|non_learner|learner/i.test(each) ||
				(reads && /range|read/i.test(each)),
		);
}

type ReadFacts = Pick<Facts, 'statuses' | 'memberLists' | 'serializableReads' | 'linearizableReads'>;

function hasReadFailed({ endpoint }: From, { serializableReads, linearizableReads }: ReadFacts): boolean {
	return [...serializableReads, ...linearizableReads].some(read => read.endpoint === endpoint && !isAnswered(read));
}
