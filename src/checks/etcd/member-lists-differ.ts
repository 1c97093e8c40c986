import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared, currentMembers } from '../../core/cluster.ts';
import type { Member } from '../../core/facts.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Members that know different peers count different majorities: two halves of a cluster may then each think they rule. */
export default check({
	id: 'etcd/member-lists-differ',
	title: 'Member lists differ',
	remedy: 'Wait for a lagging member to catch up; if the difference stays, replace the member whose list is wrong.',
	severity: 'error',
	needs: ['memberLists', 'statuses'],
	params: {},
	*run(facts) {
		const lists = yield* compared(facts.memberLists, 'memberLists', facts);
		const right = currentMembers(facts);
		for (const reply of lists) {
			const differences = differencesOf(right, reply.answer.members);
			if (differences.length > 0) {
				yield {
					message: t('The member list of {0} differs: {1}.', labelOf(reply), differences.join('; ')),
					subject: subjectOf(reply),
					anchor: etcdFlag(['initial-cluster', 'data-dir'], reply),
				};
			}
		}
	},
});

function differencesOf(right: readonly Member[], told: readonly Member[]): string[] {
	const byId = (members: readonly Member[]) => new Map(members.map(member => [member.id, member]));
	const [rightById, toldById] = [byId(right), byId(told)];
	return [
		...right.filter(({ id }) => !toldById.has(id)).map(({ id, name }) => t('it lacks {0}', name || id)),
		...told
			.filter(({ id }) => !rightById.has(id))
			.map(({ id, name }) => t('it has {0}, which others have not', name || id)),
		...told.flatMap(member => contradictionsOf(rightById.get(member.id), member)),
	];
}

/** Client URLs are left out: each member publishes its own when it starts, so they arrive at different times. */
function contradictionsOf(right: Member | undefined, told: Member): string[] {
	if (!right) {
		return [];
	}
	const who = right.name || right.id;
	const peers = (member: Member) => member.peerUrls.toSorted().join(', ');
	return [
		...(right.isLearner === told.isLearner
			? []
			: [told.isLearner ? t('{0} is a learner in it', who) : t('{0} is a voter in it', who)]),
		...(peers(right) === peers(told)
			? []
			: [t('{0} has the peer URLs {1} instead of {2}', who, peers(told), peers(right))]),
		...(right.name === told.name
			? []
			: [t('{0} has the name "{1}" instead of "{2}"', right.id, told.name, right.name)]),
	];
}
