import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { peersOf, type ListedMember } from '../../schema/etcd-clusters.ts';
import { processKinds, settingOf } from '../../schema/etcd-process.ts';

/**
 * Members that begin a cluster with lists of their own begin several; and a name that stands for two addresses leads to one
 * of them at most. That lists grow from member to member is right: whoever joins later knows of more.
 */
export default configCheck({
	id: 'config/etcd-members-disagree',
	title: 'Files of one cluster disagree over its members',
	remedy: 'Write the same initial-cluster and token into all that begin together; a name has one URL everywhere.',
	severity: 'error',
	kinds: processKinds,
	*each(root, around) {
		const { own, all } = peersOf(root, around);
		for (const member of own) {
			for (const other of all.filter(each => each.process.root.document.id !== root.document.id)) {
				const outcome = judge(member, other);
				if (outcome) {
					yield outcome;
					break;
				}
			}
		}
	},
});

function judge(member: ListedMember, other: ListedMember): Outcome | undefined {
	const { site } = member.list;
	const who = other.name ?? t('another file');
	const split = [...member.pairs].find(pair =>
		[...other.pairs].some(each => nameOf(each) === nameOf(pair) && each !== pair),
	);
	if (split !== undefined && !other.pairs.has(split) && countOf(member, split) === 1 && countOf(other, split) === 1) {
		return problemAt(site, t('The file of "{0}" has another URL for "{1}".', who, nameOf(split)));
	}
	const tokens = [member, other].map(({ process }) => settingOf(process, 'initial-cluster-token'));
	if (!member.isNew || !other.isNew) {
		return undefined;
	}
	if (!isSame(member.pairs, other.pairs)) {
		return problemAt(site, t('The file of "{0}" has other members: each of the two begins a cluster of its own.', who));
	}
	const [own, its] = tokens;
	const isOther =
		own?.text !== its?.text &&
		(own === undefined || own.text !== undefined) &&
		(its === undefined || its.text !== undefined);
	return isOther && own
		? problemAt(own.site, t('The file of "{0}" has another token: the two never meet.', who))
		: undefined;
}

function nameOf(pair: string): string {
	return pair.slice(0, pair.indexOf('='));
}

/** A member may have several URLs. */
function countOf({ pairs }: ListedMember, pair: string): number {
	return [...pairs].filter(each => nameOf(each) === nameOf(pair)).length;
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	return a.size === b.size && [...a].every(pair => b.has(pair));
}
