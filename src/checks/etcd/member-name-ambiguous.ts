import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { isStarted, knownCurrentMembers, labelOfMember, subjectOfMember } from '../../core/cluster.ts';
import { t } from '../../core/words.ts';

/** What etcd calls a member to whom nobody gave a name. */
const defaultName = 'default';

/**
 * People, logs and `--initial-cluster` tell members apart by their names: with two of one name the wrong one is removed, and
 * a member that must begin anew refuses to start.
 */
export default check({
	id: 'etcd/member-name-ambiguous',
	title: 'The name of a member does not tell it apart',
	remedy:
		'Give every member a --name of its own, the same in --initial-cluster; it is told to the cluster at its next start.',
	// Source: etcd's log "it isn't recommended to use default name" and its panic "two member with same name found".
	severity: 'warning',
	needs: ['statuses', 'memberLists'],
	params: {},
	*run(facts) {
		const members = (yield* knownCurrentMembers(facts)).filter(isStarted);
		if (members.length === 1) {
			yield { notApplicable: t('A single member needs no name.') };
			return;
		}
		for (const [name, [first, ...others]] of Map.groupBy(members, member => member.name)) {
			if (first && others.length > 0) {
				const ids = [first, ...others].map(({ id }) => id).join(', ');
				yield {
					message: t('The members {0} have one name, "{1}".', ids, name),
					severity: 'error',
					subject: { kind: 'cluster' },
					anchor: etcdFlag(['name', 'initial-cluster'], { memberName: name }),
				};
			} else if (first && name === defaultName) {
				yield {
					message: t('{0} has the name that etcd gives to whom nobody named.', labelOfMember(first)),
					subject: subjectOfMember(first),
					anchor: etcdFlag(['name', 'initial-cluster'], { memberName: name }),
				};
			}
		}
	},
});
